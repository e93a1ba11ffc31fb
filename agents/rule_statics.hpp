#pragma once

#include "engine/recording/run_description.hpp"
#include "engine/scenario/scenario.hpp"

#include "agents/community.hpp"

namespace peerwatt::agents {

// The rules of a scenario, as the trace states them.
recording::RuleStatics rule_statics(const scenario::Scenario& scenario, const Community& community);

}  // namespace peerwatt::agents
