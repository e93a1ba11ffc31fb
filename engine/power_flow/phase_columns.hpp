#pragma once

#include <cstddef>
#include <span>

#include "engine/network/feeder.hpp"
#include "engine/power_flow/phase_grid.hpp"

namespace peerwatt::power_flow {

// How many values a bus or line has in the columns of a power flow: one where it is balanced, of
// all three phases together; else one for each, beside each other.
enum class Phasing : std::size_t { kBalanced = 1, kByPhase = kPhases };

constexpr std::size_t values_each(Phasing phasing) {
  return static_cast<std::size_t>(phasing);
}

// Adds to what is drawn at a bus; by phase, a third to each where it draws from all.
inline void draw(std::size_t bus, network::Phase phase, double power, Phasing phasing,
                 std::span<double> column) {
  if (phasing == Phasing::kBalanced) {
    column[bus] += power;
  } else if (phase == network::Phase::kAll) {
    for (std::size_t k = 0; k < kPhases; ++k) column[kPhases * bus + k] += power / kPhases;
  } else {
    column[kPhases * bus + static_cast<std::size_t>(phase) - 1] += power;
  }
}

}  // namespace peerwatt::power_flow
