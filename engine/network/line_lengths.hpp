#pragma once

#include <string>

#include "engine/network/distribution_network.hpp"

namespace peerwatt::agents {

// Throws InputError with `why`, and with every line of the network whose length is not known.
void require_lengths(const network::DistributionNetwork& network, const std::string& why);

}  // namespace peerwatt::agents
