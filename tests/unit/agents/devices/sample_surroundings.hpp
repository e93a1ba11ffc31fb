#pragma once

#include <span>
#include <string>
#include <vector>

#include "agents/devices/slot.hpp"
#include "agents/devices/surroundings.hpp"

namespace peerwatt::testing {

// Hours at the equator under a clear sky. A profile has one value per hour, which grows with the
// length of the column's name: 1 kWh in `a`, 2 kWh in `aa`.
inline devices::Surroundings sample_surroundings() {
  static const std::vector<std::vector<double>> columns{
      std::vector<double>(24, 0.0), std::vector<double>(24, 1.0), std::vector<double>(24, 2.0)};
  return {.seed = 5,
          .slots_per_day = 24,
          .site = {0, 0},
          .mean_clearness = 1,
          .series = [](const std::string&, const std::string& column) {
            return std::span<const double>{columns.at(column.size())};
          }};
}

// Noon of 2025-07-01 in Greenwich.
inline devices::Slot sample_noon() {
  return {.start = SimTime::from_seconds(std::int64_t{1'751'328'000 + 12 * 3600}),
          .length = Duration::from_seconds(std::int64_t{3600}),
          .index = 12,
          .day = 0,
          .slot_of_day = 12};
}

}  // namespace peerwatt::testing
