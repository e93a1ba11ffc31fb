#include "agents/simulation/centre.hpp"

#include <utility>

namespace peerwatt::agents {
namespace {

template <class T, class Get>
std::vector<T> from_each(const Districts& districts, const Get& get) {
  std::vector<T> parts;
  for (const auto& district : districts) parts.push_back(get(*district));
  return parts;
}

// Nobody of a zone has a number at the centre.
ZonePart nobody() {
  return {ids<ZoneId>(0), ids<ProsumerId>(0)};
}

}  // namespace

Centre::Centre(const Setting& setting, const Districts& districts, power_flow::TaskRunner run_tasks)
    : directory_{setting.population(), nobody()},
      latency_{setting.latency(directory_)},
      simulation_{setting.scenario.clock.start, directory_.agent_count()},
      transport_{simulation_, latency_, {}},
      channels_{simulation_, transport_},
      districts_{districts},
      lines_{from_each<ZoneLine>(districts, [](District& district) { return district.line(); })},
      reports_{from_each<Concentrators*>(
          districts, [](District& district) { return &district.concentrators(); })},
      auctions_{from_each<const Auctioneers*>(
          districts, [](District& district) { return &district.auctioneers(); })},
      areas_{setting.community,
             setting.tree,
             setting.timetable,
             directory_,
             setting.scenario.market.levels,
             simulation_,
             channels_,
             lines_},
      other_demand_{setting.scenario, setting.library, setting.base_loads},
      plant_{setting.scenario.virtual_power_plant,
             setting.timetable,
             directory_,
             simulation_,
             lines_,
             reports_},
      leader_{make_leader(setting.scenario, setting.library, setting.timetable)},
      cps_{setting.scenario.cps,
           *leader_,
           other_demand_,
           setting.timetable,
           setting.faults,
           directory_,
           simulation_,
           plant_,
           channels_,
           lines_,
           reports_} {
  if (!setting.scenario.network.has_power_flow()) return;
  operator_.emplace(
      setting.scenario.network, setting.network, setting.community, setting.base_loads,
      setting.timetable, directory_, simulation_, channels_,
      from_each<ConnectionReadings*>(
          districts, [](District& district) { return &district.connection_readings(); }),
      std::move(run_tasks));
}

void Centre::start() {
  cps_.start();
  if (operator_) operator_->start();
}

void Centre::take_in() {
  unfilled_orders_.clear();
  for (const auto& district : districts_) district->unfilled_orders().move_to(unfilled_orders_);
  if (unfilled_orders_.empty()) return;
  sort_by_arrival(unfilled_orders_);
  areas_.take_in(unfilled_orders_);
}

}  // namespace peerwatt::agents
