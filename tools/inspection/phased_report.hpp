#pragma once

#include "tools/inspection/network_report.hpp"

namespace peerwatt::inspection {

// Adds the power flow by phase to the report of a feeder that has loads on single phases, or why
// there is none.
void solve_by_phase(const network::FeederDescription& feeder,
                    const network::DistributionNetwork& network, NetworkReport& report);

}  // namespace peerwatt::inspection
