#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/network/feeder.hpp"

namespace peerwatt::scenario {

// Where prosumers can live: the buses of a feeder, and its zones by name.
struct FeederPlaces {
  explicit FeederPlaces(const network::FeederDescription& feeder) {
    for (const network::FeederBus& bus : feeder.buses) {
      zone_of_bus.emplace(bus.name, bus.zone);
      buses.push_back(bus.name);
      if (!bus.zone.empty()) zones.push_back(bus.zone);
    }
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  }
  std::map<std::string, std::string> zone_of_bus;  // empty: in none
  std::vector<std::string> buses;
  std::vector<std::string> zones;
};

}  // namespace peerwatt::scenario
