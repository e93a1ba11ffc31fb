#pragma once

#include <span>
#include <vector>

#include "engine/power_flow/phase_columns.hpp"

#include "agents/published/network_account.hpp"
#include "agents/scenario/network_settings.hpp"

namespace peerwatt::agents {

// Counts and locates what violates the limits of a network, in the account. Voltages are by bus in
// p.u., loadings by line in percent, recording::kNoValue where there is no rating; or in each by
// phase, where a bus or line counts once. Of equal extremes the first counts.
void check_voltages(const scenario::NetworkLimits& limits, power_flow::Phasing phasing,
                    std::span<const double> voltage_pu, NetworkAccount& account);
void check_loadings(const scenario::NetworkLimits& limits, power_flow::Phasing phasing,
                    std::span<const double> loading_percent, NetworkAccount& account);

// Loadings by line in percent, or in each by phase, from kVA and ratings of lines in kVA; a rating
// of 0 is none.
void find_loadings(std::span<const double> loading_kva, std::span<const double> ratings_kva,
                   std::vector<double>& loading_percent);

}  // namespace peerwatt::agents
