#pragma once

#include "engine/network/distribution_network.hpp"

#include "agents/environment/community.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/run_description.hpp"

namespace peerwatt::agents {

// The rules of a scenario, as the trace states them.
recording::RuleStatics rule_statics(const scenario::Scenario& scenario,
                                    const network::DistributionNetwork& network,
                                    const Community& community);

}  // namespace peerwatt::agents
