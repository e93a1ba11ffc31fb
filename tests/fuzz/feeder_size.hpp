#pragma once

#include "engine/config/node.hpp"

namespace peerwatt::fuzz {

// Whether a scenario has its feeder made up with more than 10,000 buses. It may have ten million,
// which take more time and memory than a fuzzer has for an input.
bool has_large_feeder(const config::Node& scenario);

}  // namespace peerwatt::fuzz
