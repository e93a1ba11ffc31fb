#pragma once

#include "engine/power_flow/network_state.hpp"
#include "engine/power_flow/phase_power_flow.hpp"

namespace peerwatt::power_flow {

// What a line or transformer does, by phase.
struct PhaseBranchFlow {
  PhaseValues near_kva;  // power into the end towards the root, reactive power as imaginary part
  std::array<double, kPhases> losses_kw{};    // in its resistances and iron
  std::array<double, kPhases> loading_kva{};  // as BranchFlow has it, were all phases like this one
};

// Of the branch that leads to a bus, at the solution found last; the bus is not the root.
PhaseBranchFlow flow_to(BusId bus, const PhasePowerFlow& solved);

// Takes over the solution found last. The state has values by phase. O(buses).
void read_phases(const PhasePowerFlow& solved, NetworkState& state);

// Active power lost in all branches and phases, kW.
double total_losses_kw(const PhasePowerFlow& solved);

// The negative-sequence voltage of a bus per its positive-sequence one, percent: the voltage
// unbalance of EN 50160.
double unbalance_percent(BusId bus, const PhasePowerFlow& solved);

}  // namespace peerwatt::power_flow
