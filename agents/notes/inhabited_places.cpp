#include "agents/notes/inhabited_places.hpp"

#include <set>

#include "agents/scenario/placement.hpp"

namespace peerwatt::notes {

std::map<std::string_view, std::int64_t> prosumers_by_zone(const scenario::Scenario& scenario) {
  const network::FeederDescription& feeder = scenario.network.feeder;
  const scenario::Placement placement{scenario};
  std::vector<std::int64_t> at_bus(feeder.buses.size());
  for (std::size_t group = 0; group < scenario.prosumers.size(); ++group) {
    for (const std::uint32_t bus : placement.homes(group)) ++at_bus[bus];
  }
  std::map<std::string_view, std::int64_t> in_zone;
  for (std::size_t bus = 0; bus < at_bus.size(); ++bus) {
    if (at_bus[bus] > 0) in_zone[feeder.buses[bus].zone] += at_bus[bus];
  }
  return in_zone;
}

std::vector<std::size_t> buses_with_load(const network::FeederDescription& feeder) {
  std::set<std::string_view> loaded;
  for (const network::FeederLoad& load : feeder.loads) loaded.insert(load.bus);
  std::vector<std::size_t> buses;
  for (std::size_t i = 0; i < feeder.buses.size(); ++i) {
    if (loaded.contains(feeder.buses[i].name)) buses.push_back(i);
  }
  return buses;
}

}  // namespace peerwatt::notes
