#pragma once

#include "engine/config/section_reader.hpp"
#include "engine/network/feeder.hpp"

namespace peerwatt::config {

// Reads a feeder in any of its forms: the path of a feeder file or folder, `{folder: ...}`,
// `{synthetic: ...}`, or the feeder itself. A complete one is checked as a DistributionNetwork.
void read_feeder(Reading& reading, const Place& place, network::FeederDescription& feeder);

}  // namespace peerwatt::config
