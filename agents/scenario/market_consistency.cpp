#include <algorithm>

#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {
namespace {

void check_timetable(const Scenario& scenario, Checker& check) {
  const MarketSettings& market = scenario.market;
  const VirtualPowerPlantSettings& plant = scenario.virtual_power_plant;
  const double round_s = market.all_gates_s() + market.report_s;
  const double available = static_cast<double>(scenario.clock.slot_s) - market.settlement_s;
  const bool answers_in_time = !plant.is_on() || plant.answer_s <= available - round_s;
  check.require(answers_in_time, About("virtual_power_plant.answer_s", {"clock.slot_s", "market"}),
                "leaves no room for one round before settlement: at most {} s (got {})",
                available - round_s, plant.answer_s);
  if (!answers_in_time) return;
  const std::int64_t rounds = scenario.leader.searches() ? scenario.leader.max_rounds : 1;
  const double needed = static_cast<double>(rounds) * round_s;
  const double left = available - plant.lead_s();
  check.require(
      needed <= left,
      About("leader.max_rounds", {"clock.slot_s", "market", "leader.rule", "virtual_power_plant"}),
      "{} rounds of {} s (all gates and market.report_s) do not fit into the {} s of a "
      "slot before settlement: shorten them or allow at most {} rounds",
      rounds, round_s, left, std::max<std::int64_t>(0, static_cast<std::int64_t>(left / round_s)));
}

void check_market_levels(const Scenario& scenario, Checker& check) {
  const std::vector<MarketLevel>& levels = scenario.market.levels;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    check.require(levels[i - 1].area < levels[i].area, fmt::format("market.levels[{}].area", i),
                  "must cover more than the level below it (feeder, then substation)");
  }
}

void check_virtual_power_plant(const Scenario& scenario, Checker& check) {
  check.require(!scenario.virtual_power_plant.is_on() ||
                    scenario.market.mechanism != market::MechanismId::kContinuousDoubleAuction,
                About("virtual_power_plant.trigger", {"market.mechanism"}),
                "a virtual power plant sells out of batteries, and an order book knows no classes "
                "of energy: use another market.mechanism");
}

}  // namespace

void check_market(const Scenario& scenario, Checker& check) {
  check_timetable(scenario, check);
  check_market_levels(scenario, check);
  check_virtual_power_plant(scenario, check);
}

}  // namespace peerwatt::scenario
