#pragma once

#include "engine/network/distribution_network.hpp"

#include "agents/environment/community.hpp"
#include "agents/environment/energy_meters.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/run_description.hpp"

namespace peerwatt::agents {

// What does not change during a run, as the trace shows it.
recording::RunDescription describe_run(const scenario::Scenario& scenario,
                                       const network::DistributionNetwork& network,
                                       const Community& community, const ProfileLibrary& library);

// The same but for the repairs of the input series, which take the profiles.
recording::RunDescription describe_without_inputs(const scenario::Scenario& scenario,
                                                  const network::DistributionNetwork& network,
                                                  const Community& community);

}  // namespace peerwatt::agents
