#include "agents/simulation/setting.hpp"

#include <utility>

#include "agents/scenario/whole_prices.hpp"
#include "agents/simulation/run_description.hpp"

namespace peerwatt::agents {
namespace {

// In the prices that a run knows. The network is built from the feeder, which nobody needs then.
scenario::Scenario in_whole_prices(const scenario::Scenario& described) {
  scenario::Scenario scenario = described;
  scenario.network.feeder = {};
  scenario::round_prices(scenario);
  return scenario;
}

Timetable::Settlement settlement_of(const scenario::NetworkSettings& network) {
  return network.has_power_flow() ? Timetable::Settlement::kWithPowerFlow
                                  : Timetable::Settlement::kWithoutPowerFlow;
}

}  // namespace

Setting::Setting(const scenario::Scenario& described, const scenario::Placement& placement)
    : scenario{in_whole_prices(described)},
      network{described.network.feeder},
      community{make_community(scenario, placement, network)},
      classes{community.class_handling()},
      library{described},
      base_loads{described, placement, network, library},
      description{describe_run(scenario, network, community, base_loads.as_given(), library)},
      tree{network, scenario.market.levels},
      zone_trees{make_zone_trees(network, community, scenario.coalition)},
      timetable{scenario.clock, scenario.market, settlement_of(scenario.network)},
      faults{scenario.faults, network, timetable},
      energy{community.size()},
      households{community, energy, timetable.slot_length().hours()},
      accounts{community.size()},
      order_terms{community, households, scenario.market, seed()} {}

Population Setting::population() const {
  return {.prosumers = community.size(),
          .zones = tree.zone_count(),
          .areas = tree.place_count() - tree.zone_count()};
}

EventLog::Mode Setting::log_mode() const {
  return scenario.trace.level == recording::TraceLevel::kOrders ? EventLog::Mode::kOn
                                                                : EventLog::Mode::kOff;
}

NetworkLatency Setting::latency(const Directory& directory) const {
  IdVector<AgentId, BusId> bus_of_agent(directory.agent_count(), network.root());
  for (const AgentId agent : bus_of_agent.ids()) {
    if (directory.is_prosumer(agent)) {
      bus_of_agent[agent] = community.buses[directory.prosumer_of(agent)];
    } else if (directory.is_auctioneer(agent)) {
      bus_of_agent[agent] = tree.bus(directory.place_of(agent));
    }
  }
  return {scenario.network.latency, network, std::move(bus_of_agent)};
}

}  // namespace peerwatt::agents
