#pragma once

#include <cstdint>
#include <vector>

#include "agents/environment/community.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// How a run is divided for computing. It changes no result.
struct Division {
  std::uint32_t districts = 0;  // 0: as many as fit the caches of a processor
  std::uint32_t threads = 0;    // 0: as many as there are processors for it
};

// The zones in parts of about the same number of prosumers each, at least one zone a part; no more
// parts than zones, and fewer where zones are large.
std::vector<ZonePart> divide_zones(const Community& community, std::uint32_t zones,
                                   std::uint32_t districts);

}  // namespace peerwatt::agents
