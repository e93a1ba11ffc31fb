#include "tests/support/scenarios.hpp"

#include "engine/network/synthetic_feeder.hpp"

namespace peerwatt::testing {

scenario::ProsumerGroup group_of(const std::string& name, std::int64_t count) {
  scenario::ProsumerGroup group;
  group.name = name;
  group.count = count;
  return group;
}

scenario::Scenario quiet_day() {
  scenario::Scenario scenario;
  scenario.title = "A quiet day";
  scenario.clock.start = *parse_utc("2025-03-21T00:00:00Z");
  scenario.clock.slot_s = 3600;
  scenario.site = {.latitude_degree = 0, .longitude_degree = 0, .mean_clearness = 0.75};
  scenario.network.feeder = network::synthetic_feeder({.zones = 1, .buses_per_zone = 5});
  scenario.market.auction = market::MechanismId::kTradeReduction;
  scenario.market.gate_s = 10;
  scenario.market.report_s = 10;
  scenario.market.settlement_s = 30;
  return scenario;
}

scenario::Scenario lively_day(std::int64_t prosumers) {
  scenario::Scenario scenario = quiet_day();
  scenario.cps.peak.window = {15 * 60, 20 * 60};
  scenario::ProsumerGroup homes = group_of("home", prosumers);
  homes.pv.share = 0.5;
  homes.pv.capacity_kw = uniform_between(2, 8);
  homes.battery.share = 0.2;
  homes.battery.capacity_kwh = 8;
  homes.load.mean_kwh_per_day = uniform_between(6, 20);
  scenario.prosumers = {homes};
  return scenario;
}

}  // namespace peerwatt::testing
