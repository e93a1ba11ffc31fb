#include "tools/verification/checks/market_checks.hpp"

#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace peerwatt::verification {
namespace {

using recording::ProsumerRecord;

struct ReplayedColumn {
  const char* name;
  std::span<const double> ProsumerRecord::*found;
  double Fill::*expected;
};
constexpr auto kColumns = std::to_array<ReplayedColumn>({
    {"p2p_bought_kwh", &ProsumerRecord::p2p_bought_kwh, &Fill::bought_kwh},
    {"p2p_sold_kwh", &ProsumerRecord::p2p_sold_kwh, &Fill::sold_kwh},
    {"auction_bought_kwh", &ProsumerRecord::auction_bought_kwh, &Fill::auction_bought_kwh},
    {"auction_sold_kwh", &ProsumerRecord::auction_sold_kwh, &Fill::auction_sold_kwh},
    {"p2p_paid", &ProsumerRecord::p2p_paid, &Fill::paid},
    {"p2p_earned", &ProsumerRecord::p2p_earned, &Fill::earned},
});

}  // namespace

MarketChecks::MarketChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      trades_{"market: trades", facts.tolerance()},
      totals_{"market: totals", facts.tolerance()},
      coalitions_{"market: coalition of the zone", {}},
      count_{"market: number of coalitions", {}},
      obstacle_{replay_.obstacle()} {
  for (Check* check : {&trades_, &totals_, &coalitions_}) check->excuse(obstacle_);
}

void MarketChecks::look_at(const Slot& slot) {
  if (!slot.has_agents) return;
  const auto coalitions = slot.record.prosumers.coalition;
  std::set<std::int32_t> seen{coalitions.begin(), coalitions.end()};
  seen.erase(-1);
  count_.measure(
      static_cast<double>(slot.record.system.coalition_count) - static_cast<double>(seen.size()), 0,
      {.slot = slot.index(), .column = "coalition_count"});
  count_.count_slot();
  if (!obstacle_.empty()) return;
  replay_.load(slot);
  if (const std::string obstacle = replay_.obstacle_in_slot(); !obstacle.empty()) {
    ++left_out_;
    last_obstacle_ = obstacle;
    return;
  }
  replay_.hold(slot.record.system.price_sell);
  compare_fills(slot);
  compare_totals(slot);
  compare_coalitions(slot);
}

void MarketChecks::compare_fills(const Slot& slot) {
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const ProsumerRecord& p = slot.record.prosumers;
    const double scale = p.load_kwh[i] + p.surplus_kwh[i] + p.stored_offer_kwh[i];
    for (const ReplayedColumn& column : kColumns) {
      const double found = (p.*column.found)[i];
      trades_.measure(
          found - replay_.fills()[i].*column.expected, scale + std::fabs(found),
          {.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i), .column = column.name});
    }
  }
  trades_.count_slot();
}

void MarketChecks::compare_totals(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const ReplayTotals& expected = replay_.totals();
  const auto look = [&](const char* name, double found, double right) {
    totals_.measure(found - right, std::fabs(found) + s.p2p_energy_kwh,
                    {.slot = slot.index(), .column = name});
  };
  look("auction_energy_kwh", s.auction_energy_kwh, expected.auction_kwh);
  look("mid_market_energy_kwh", s.mid_market_energy_kwh, expected.mid_market_kwh);
  look("p2p_welfare", s.p2p_welfare, expected.welfare);
  look("auction_welfare", s.auction_welfare, expected.auction_welfare);
  if (facts_.rules.network_charge == 0) {
    look("auction_max_welfare", s.auction_max_welfare, expected.max_welfare);
  }
  look("p2p_price_min", s.p2p_price_min.value_or(0), expected.least_price);
  look("p2p_price_max", s.p2p_price_max.value_or(0), expected.most_price);
  look("solar_energy_kwh", s.solar_energy_kwh, expected.class_kwh[0]);
  look("storage_energy_kwh", s.storage_energy_kwh, expected.class_kwh[1]);
  look("solar_price_mean", s.solar_price_mean.value_or(0) * s.solar_energy_kwh,
       expected.class_earned[0]);
  look("storage_price_mean", s.storage_price_mean.value_or(0) * s.storage_energy_kwh,
       expected.class_earned[1]);
  totals_.count_slot();
}

// Without a charge and a radius a zone is one coalition as soon as anyone in it can trade.
void MarketChecks::compare_coalitions(const Slot& slot) {
  if (facts_.forms_coalitions()) {
    return coalitions_.excuse("coalitions are smaller than zones");
  }
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const std::int32_t zone = facts_.prosumers.zone[i];
    const std::int32_t expected =
        replay_.has_value()[static_cast<std::size_t>(zone)] != 0 ? zone : -1;
    coalitions_.expect(slot.record.prosumers.coalition[i] == expected,
                       {.slot = slot.index(),
                        .prosumer = static_cast<std::int64_t>(i),
                        .coalition = slot.record.prosumers.coalition[i]});
  }
  coalitions_.count_slot();
}

void MarketChecks::finish() {
  if (left_out_ == 0) return;
  const std::string reason = fmt::format("{} slots left out: {}", left_out_, last_obstacle_);
  for (Check* check : {&trades_, &totals_, &coalitions_}) check->excuse(reason);
}

void MarketChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&trades_, &totals_, &coalitions_, &count_}) receive(*check);
}

}  // namespace peerwatt::verification
