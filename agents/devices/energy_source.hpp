#pragma once

#include <span>

#include "agents/devices/slot.hpp"

namespace peerwatt::devices {

// What the load or the generation of a group of prosumers comes from.
class EnergySource {
 public:
  virtual ~EnergySource() = default;
  // Writes the energy of the slot, kWh, one value per member of the group.
  virtual void fill(const Slot& slot, std::span<double> energy_kwh) const = 0;
};

}  // namespace peerwatt::devices
