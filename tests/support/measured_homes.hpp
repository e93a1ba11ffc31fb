#pragma once

#include "agents/environment/energy_meters.hpp"
#include "agents/prosumers/households.hpp"

#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The households of a small world with slots of an hour, and their meters.
struct MeasuredHomes {
  explicit MeasuredHomes(const SmallWorld& world)
      : meters{world.scenario, world.community, world.community.prosumers(), world.library},
        energy{world.community.size()},
        households{world.community, energy, 1} {}
  MeasuredHomes(const MeasuredHomes&) = delete;
  MeasuredHomes& operator=(const MeasuredHomes&) = delete;

  void measure(const devices::Slot& slot) { meters.measure(slot, energy); }

  agents::EnergyMeters meters;
  agents::EnergyColumns energy;
  agents::Households households;
};

}  // namespace peerwatt::testing
