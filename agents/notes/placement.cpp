#include "agents/notes/placement.hpp"

#include <set>

namespace peerwatt::notes {

Placement::Placement(const network::FeederDescription& feeder) : feeder_{feeder} {
  for (std::size_t i = 0; i < feeder.buses.size(); ++i) by_name_.emplace(feeder.buses[i].name, i);
}

std::vector<std::size_t> Placement::buses_of(const scenario::ProsumerGroup& group) const {
  std::vector<std::size_t> buses;
  for (const std::string& name : group.buses) buses.push_back(by_name_.at(name));
  if (!buses.empty()) return buses;
  const std::set<std::string_view> zones{group.zones.begin(), group.zones.end()};
  for (std::size_t i = 0; i < feeder_.buses.size(); ++i) {
    const network::FeederBus& bus = feeder_.buses[i];
    if (bus.zone.empty() || bus.name == feeder_.root) continue;
    if (zones.empty() || zones.contains(bus.zone)) buses.push_back(i);
  }
  return buses;
}

std::int64_t members_at(std::size_t place, std::size_t buses, std::int64_t count) {
  const auto n = static_cast<std::int64_t>(buses);
  return count / n + (static_cast<std::int64_t>(place) < count % n ? 1 : 0);
}

std::vector<std::int64_t> prosumers_by_zone(const scenario::Scenario& scenario) {
  const network::FeederDescription& feeder = scenario.network.feeder;
  const Placement placement{feeder};
  std::map<std::string_view, std::int64_t> in_zone;
  for (const scenario::ProsumerGroup& group : scenario.prosumers) {
    const std::vector<std::size_t> buses = placement.buses_of(group);
    for (std::size_t place = 0; place < buses.size(); ++place) {
      in_zone[feeder.buses[buses[place]].zone] += members_at(place, buses.size(), group.count);
    }
  }
  std::vector<std::int64_t> counts;
  for (const auto& [zone, count] : in_zone) {
    if (count > 0) counts.push_back(count);
  }
  return counts;
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
