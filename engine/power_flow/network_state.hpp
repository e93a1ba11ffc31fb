#pragma once

#include <vector>

#include "engine/network/distribution_network.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

namespace peerwatt::power_flow {

// NetworkState is what a solved network shows, by bus and by line: all three phases together, or
// within each by phase.
struct NetworkState {
  explicit NetworkState(const network::DistributionNetwork& network,
                        Phasing phasing = Phasing::kBalanced);

  // Takes over the solution found last, of a balanced state, by the tasks that found it.
  // O(buses).
  void read(const RadialPowerFlow& solved);

  std::vector<double> voltage_pu;  // by bus
  // By line: what flows into it at the end towards the root, negative where it flows out there, and
  // what is lost in it, iron losses included.
  std::vector<double> power_kw;
  std::vector<double> reactive_kvar;
  std::vector<double> losses_kw;
  std::vector<double> loading_kva;  // currents times the nominal voltage, of the end with more
  double total_losses_kw = 0;
};

}  // namespace peerwatt::power_flow
