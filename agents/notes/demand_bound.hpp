#pragma once

#include <optional>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::notes {

// A power that the demand of prosumers and other customers together never comes near: ten times
// their mean demand at most, kW. Nothing where measured loads are among them.
std::optional<double> unreachable_demand_kw(const scenario::Scenario& scenario);

}  // namespace peerwatt::notes
