#include "tools/verification/checks/coalition_checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::verification {
namespace {

constexpr double kMostSteps = 1e8;  // in a zone and slot

// A coalition changes for more than the tolerance of the rules.
Tolerance gain_tolerance(const RunFacts& facts) {
  const Tolerance numbers = facts.tolerance();
  return {numbers.absolute + facts.rules.tolerance, numbers.relative};
}

struct WrittenRegret {
  const char* column;
  std::optional<double> recording::CertificateRecord::*written;
  Regret PartitionRegrets::*found;
};
constexpr WrittenRegret kRegrets[] = {
    {"merge_regret", &recording::CertificateRecord::merge_regret, &PartitionRegrets::merge},
    {"split_regret", &recording::CertificateRecord::split_regret, &PartitionRegrets::split},
    {"move_regret", &recording::CertificateRecord::move_regret, &PartitionRegrets::move},
    {"exit_regret", &recording::CertificateRecord::exit_regret, &PartitionRegrets::exit},
};

}  // namespace

CoalitionChecks::CoalitionChecks(const RunFacts& facts)
    : facts_{facts},
      obstacle_{CoalitionReplay::obstacle(facts)},
      game_{facts},
      regrets_{facts},
      merges_{"coalitions: merge regret", gain_tolerance(facts)},
      splits_{"coalitions: split regret", gain_tolerance(facts)},
      moves_{"coalitions: move regret", gain_tolerance(facts)},
      exits_{"coalitions: exit regret", gain_tolerance(facts), Weight::kNoted},
      written_{"coalitions: regrets as written", facts.tolerance()},
      shares_{facts, game_},
      core_{facts, game_} {
  for (Check* check : {&merges_, &splits_, &moves_, &exits_}) check->excuse(obstacle_);
  if (obstacle_.empty()) return;
  shares_.excuse(obstacle_);
  core_.excuse(obstacle_);
}

void CoalitionChecks::look_at(const Slot& slot) {
  core_.look_at_evidence(slot);
  if (!slot.has_agents) return;
  look_for_certificates(slot);
  if (!obstacle_.empty()) return;
  if (lacks_orders(slot)) {
    ++degraded_;
    return;
  }
  game_.load(slot);
  shares_.look_at(slot);
  core_.look_at(slot);
  if (is_too_large()) {
    ++too_large_;
    return;
  }
  look_for_regrets(slot);
}

// There are regrets exactly where coalitions form from one round of orders.
void CoalitionChecks::look_for_certificates(const Slot& slot) {
  for (const WrittenRegret& regret : kRegrets) {
    written_.expect((slot.record.certificates.*regret.written).has_value() == obstacle_.empty(),
                    {.slot = slot.index(), .column = regret.column});
  }
  written_.count_slot();
}

bool CoalitionChecks::is_too_large() const {
  for (std::size_t zone = 0; zone < game_.zone_count(); ++zone) {
    double members = 0;
    for (const Party& party : game_.parties(zone)) {
      members += static_cast<double>(party.members.size());
    }
    if (members * (members + static_cast<double>(game_.charged(zone).edges())) > kMostSteps) {
      return true;
    }
  }
  return false;
}

// Which market places are offline, the trace does not say: zones without a coalition are among
// those that may be.
void CoalitionChecks::look_for_regrets(const Slot& slot) {
  regrets_.begin();
  double scale = 0;
  for (std::size_t zone = 0; zone < game_.zone_count(); ++zone) {
    if (slot.record.system.offline_auctioneers > 0 && game_.is_silent(zone)) continue;
    regrets_.look_at_zone(game_, slot, zone);
    scale = std::max(scale, game_.scale(zone));
  }
  const auto note = [&](Check& check, const Regret& regret) {
    Where where = regret.where;
    where.slot = slot.index();
    check.measure(regret.most, scale, where);
    check.count_slot();
  };
  note(merges_, regrets_.merge);
  note(splits_, regrets_.split);
  note(moves_, regrets_.move);
  note(exits_, regrets_.exit);
  compare(slot, scale);
}

void CoalitionChecks::compare(const Slot& slot, double scale) {
  for (const WrittenRegret& regret : kRegrets) {
    const double written = (slot.record.certificates.*regret.written).value_or(0);
    written_.measure(written - (regrets_.*regret.found).most, scale,
                     {.slot = slot.index(), .column = regret.column});
  }
}

void CoalitionChecks::finish() {
  if (degraded_ == 0 && too_large_ == 0) return;
  std::string reason;
  if (degraded_ > 0) {
    reason = fmt::format("{} slots left out: messages lost, or orders late", degraded_);
    shares_.excuse(reason);
    core_.excuse(reason);
  }
  if (too_large_ > 0) {
    reason += fmt::format("{}{} slots left out: too many members in a zone",
                          reason.empty() ? "" : "; ", too_large_);
  }
  for (Check* check : {&merges_, &splits_, &moves_, &exits_, &written_}) check->excuse(reason);
}

void CoalitionChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&merges_, &splits_, &moves_, &exits_, &written_}) receive(*check);
  shares_.report(receive);
  core_.report(receive);
}

}  // namespace peerwatt::verification
