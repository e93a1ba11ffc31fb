#pragma once

#include <vector>

#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

namespace peerwatt::power_flow {

// What the loads of a feeder's own files draw, by bus, or within each by phase; those of one bus
// added up.
struct FeederDemand {
  // The network is that of the feeder. Loads may be left out, by their indices; none where the list
  // is empty.
  FeederDemand(const network::FeederDescription& feeder,
               const network::DistributionNetwork& network, Phasing phasing = Phasing::kBalanced,
               const std::vector<bool>& left_out = {});

  Powers powers() const { return {active_kw, reactive_kvar}; }

  std::vector<double> active_kw;
  std::vector<double> reactive_kvar;
};

}  // namespace peerwatt::power_flow
