#pragma once

#include <cstdint>
#include <span>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::devices {

// A slot as devices see it.
struct Slot {
  SimTime start;
  Duration length;
  std::uint32_t index = 0;       // from the run's start
  std::uint32_t day = 0;         // from the run's start
  std::int64_t slot_of_day = 0;  // on the wall clock
};

// What the load or the generation of a group of prosumers comes from.
class EnergySource {
 public:
  virtual ~EnergySource() = default;
  // Writes the energy of the slot, kWh, one value per member of the group.
  virtual void fill(const Slot& slot, std::span<double> energy_kwh) const = 0;
};

}  // namespace peerwatt::devices
