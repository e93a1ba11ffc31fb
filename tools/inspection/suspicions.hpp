#pragma once

#include <string>
#include <vector>

#include "engine/network/feeder.hpp"

namespace peerwatt::inspection {

// Numbers of a feeder that are possible and rare: where one is given in another unit than it should
// be, by a factor of 1,000 or of the base of per-unit values, it usually is among them. A sentence
// each, with the number, where it stands and what it may mean.
std::vector<std::string> suspicions(const network::FeederDescription& feeder);

}  // namespace peerwatt::inspection
