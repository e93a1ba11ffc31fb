#pragma once

#include <vector>

#include "engine/core/id.hpp"

#include "engine/power_flow/radial_power_flow.hpp"

namespace peerwatt::power_flow {

// What flows into a line or transformer at its two ends, all three phases.
struct BranchFlow {
  double near_kw = 0;  // at the end towards the root
  double near_kvar = 0;
  double far_kw = 0;
  double far_kvar = 0;

  double losses_kw() const { return near_kw + far_kw; }
  double losses_kvar() const { return near_kvar + far_kvar; }
  // The greater of the two ends' apparent powers at nominal voltage: currents times the nominal
  // voltage.
  double loading_kva = 0;
};

// Of the branch that leads to a bus, at the solution found last; the bus is not the root.
BranchFlow flow_to(BusId bus, const RadialPowerFlow& solved);

// What the network as a whole takes from the source, and loses.
struct NetworkFlow {
  double source_kw = 0;
  double source_kvar = 0;
  double losses_kw = 0;  // of lines and transformers, iron losses included
  double losses_kvar = 0;
};
NetworkFlow network_flow(const RadialPowerFlow& solved);

}  // namespace peerwatt::power_flow
