#include "tools/bench/reference_scheme/reference_scheme.hpp"

#include <algorithm>
#include <bit>
#include <ctime>
#include <optional>
#include <vector>

#include "tools/bench/reference_scheme/zone_group.hpp"

namespace peerwatt::bench {
namespace {

std::uint64_t mixed(std::uint64_t digest, double value) {
  digest = (digest ^ std::bit_cast<std::uint64_t>(value)) * 0x9E3779B97F4A7C15U;
  return digest ^ digest >> 29;
}

// The CPS and whoever looks on. They act at times of their own; what zones report is summed up by
// zone until then.
class System {
 public:
  System(std::uint32_t zones, int slots) : sums_(zones), slots_{slots} {}

  bool is_done() const { return slot_index_ == slots_; }
  const EventTime& next() const { return next_; }
  void take(const ZoneGroup& group) {
    std::ranges::copy(group.sums(), sums_.begin() + group.first_zone());
  }
  // Acts once: a new announcement, or nothing.
  std::optional<Notice> act();

  std::uint32_t rounds() const { return round_; }
  std::uint64_t digest() const { return digest_; }

 private:
  enum class Announcement { kFirst, kFurther };
  Notice announce(Announcement which);
  EventTime slot_end() const { return {(slot_index_ + 1) * kSlotTime, 0, Step::kSample}; }
  void add_to_digest();

  std::vector<ZoneSums> sums_;
  int slots_;
  int slot_index_ = 0;
  EventTime next_{0, 0, Step::kSlotOpens};
  DaySlot slot_;
  double price_ = 0;
  std::uint32_t round_ = 0;
  std::uint64_t digest_ = 1;
};

std::optional<Notice> System::act() {
  constexpr double kTolerance = 1e-6, kCap = 2.0;  // currency/kWh
  switch (next_.step) {
    case Step::kSlotOpens:
      slot_ = slot_at(slot_index_);
      price_ = TariffPrices{}.base;
      return announce(Announcement::kFirst);
    case Step::kRoundEnds: {  // up along p <- h(p) until h(p) <= p
      double satiation = 0;
      for (const ZoneSums& zone : sums_) satiation = std::max(satiation, zone.satiation_price);
      if (satiation > price_ + kTolerance && price_ < kCap) {
        price_ = std::min(kCap, satiation);
        return announce(Announcement::kFurther);
      }
      next_ = slot_end();
      return {};
    }
    default:
      add_to_digest();
      ++slot_index_;
      next_.step = Step::kSlotOpens;
      return {};
  }
}

Notice System::announce(Announcement which) {
  TariffPrices prices;
  prices.sell = price_;
  const Notice notice{.sent = next_,
                      .round = ++round_,
                      .slot = slot_,
                      .is_first = which == Announcement::kFirst,
                      .asks_for_reports = slot_.is_peak,
                      .prices = prices};
  next_ = slot_.is_peak ? EventTime{next_.microseconds + kGate + kReport, 0, Step::kRoundEnds}
                        : slot_end();
  return notice;
}

// Every value is summed over the zones in their order.
void System::add_to_digest() {
  for (const auto value :
       {&ZoneSums::satiation_price, &ZoneSums::demand_at_base, &ZoneSums::answers,
        &ZoneSums::supply, &ZoneSums::elastic, &ZoneSums::feed_in, &ZoneSums::unserved,
        &ZoneSums::balance, &ZoneSums::load, &ZoneSums::volume, &ZoneSums::auction_volume,
        &ZoneSums::paid, &ZoneSums::earned, &ZoneSums::welfare}) {
    double sum = 0;
    for (const ZoneSums& zone : sums_) sum += zone.*value;
    digest_ = mixed(digest_, sum);
  }
}

// From one act of the system to its next one the groups run alone, in any order.
void run(std::vector<ZoneGroup>& groups, System& system) {
  std::optional<Notice> notice;
  while (!system.is_done()) {
    for (ZoneGroup& group : groups) {
      if (notice) group.post(*notice);
      group.run_until(system.next());
      if (system.next().step == Step::kSample) group.give_back_columns();
      system.take(group);
    }
    do {
      notice = system.act();
    } while (!notice && system.next().step == Step::kSlotOpens && !system.is_done());
  }
}

std::uint64_t digest_of(const KeptColumns& kept) {
  std::uint64_t digest = 0;
  for (const std::vector<double>* column :
       {&kept.stored, &kept.day_bill, &kept.day_bill_alone, &kept.day_import, &kept.day_export}) {
    for (std::size_t row = 0; row < column->size(); ++row) {
      digest += mixed(kept.identity[row], (*column)[row]);
    }
  }
  return digest;
}

}  // namespace

ReferenceRun run_reference_scheme(std::uint32_t prosumers, int days,
                                  std::uint32_t zones_per_group) {
  const std::uint32_t zones = std::max(1U, prosumers / kZoneRows);
  SlotColumnsPool pool;
  std::vector<ZoneGroup> groups;
  for (std::uint32_t first = 0; first < zones; first += zones_per_group) {
    groups.emplace_back(
        ZoneGroup::Part{
            .first = first, .count = std::min(zones_per_group, zones - first), .all = zones},
        pool);
  }
  System system{zones, days * kSlotsPerDay};
  const std::clock_t begin = std::clock();
  run(groups, system);
  ReferenceRun result{.cpu_s = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC,
                      .rounds = system.rounds(),
                      .digest = system.digest()};
  for (const ZoneGroup& group : groups) result.digest += digest_of(group.kept());
  return result;
}

}  // namespace peerwatt::bench
