#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/network/feeder.hpp"

#include "agents/scenario/placement.hpp"

namespace peerwatt::scenario {

// Where prosumers can live: the buses of a feeder, its zones by name, and what carries a customer's
// load.
struct FeederPlaces {
  explicit FeederPlaces(const network::FeederDescription& feeder) {
    for (const network::FeederBus& bus : feeder.buses) {
      zone_of_bus.emplace(bus.name, bus.zone);
      buses.push_back(bus.name);
      if (!bus.zone.empty()) zones.push_back(bus.zone);
    }
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
    for (const network::FeederLoad& load : feeder.loads) {
      const auto bus = zone_of_bus.find(load.bus);
      if (is_customer(load) && bus != zone_of_bus.end()) loaded.insert(load.bus);
    }
  }
  std::map<std::string, std::string> zone_of_bus;  // empty: in none
  std::vector<std::string> buses;
  std::vector<std::string> zones;
  std::set<std::string> loaded;  // buses with customers
};

}  // namespace peerwatt::scenario
