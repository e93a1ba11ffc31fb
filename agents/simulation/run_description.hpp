#pragma once

#include "engine/network/distribution_network.hpp"

#include "agents/environment/base_loads.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/energy_meters.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/run_description.hpp"

namespace peerwatt::agents {

// What does not change during a run, as the trace shows it. Base loads are as given.
recording::RunDescription describe_run(const scenario::Scenario& scenario,
                                       const network::DistributionNetwork& network,
                                       const Community& community, const BusLoads& base_loads,
                                       const ProfileLibrary& library);

// The same but for the repairs of the input series, which take the profiles.
recording::RunDescription describe_without_inputs(const scenario::Scenario& scenario,
                                                  const network::DistributionNetwork& network,
                                                  const Community& community,
                                                  const BusLoads& base_loads);

}  // namespace peerwatt::agents
