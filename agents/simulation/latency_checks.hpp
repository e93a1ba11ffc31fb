#pragma once

#include "engine/core/id_slice.hpp"
#include "engine/core/simulated_time.hpp"

#include "engine/kernel/transport.hpp"

#include "agents/environment/community.hpp"
#include "agents/environment/market_tree.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/directory.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// Returns how long an order of each prosumer of the directory is on its way to its market place.
IdSlice<ProsumerId, Duration> market_delays(const Community& community, const Directory& directory,
                                            const kernel::LatencyModel& latency);

// Returns how long it takes from an announcement until the order of a prosumer is at its market
// place.
Community::Column<Duration> order_delays(const Community& community, const Directory& directory,
                                         const kernel::LatencyModel& latency);

// Who is where, and when what is due.
struct Timing {
  const scenario::Scenario& scenario;
  const Community& community;
  const MarketTree& tree;
  const Timetable& timetable;
  const Directory& directory;
};

// Throws InputError, with all at once, where messages are slower than the timetable of the scenario
// allows: orders may come late, announcements to the markets and settlement must not.
void check_latencies(const Timing& timing, const kernel::LatencyModel& latency);

}  // namespace peerwatt::agents
