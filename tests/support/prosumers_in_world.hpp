#pragma once

#include <utility>

#include "agents/prosumers/prosumers.hpp"

#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The prosumers of a small world, as a run makes them, where they stay. `to_market`: only traders
// in order books ask for it.
inline agents::Prosumers prosumers_in(SmallWorld& world, agents::Households& households,
                                      agents::Community::Column<Duration> to_market = {}) {
  constexpr std::uint64_t kSeed = 1;
  return {world.community,       households,           world.timetable, world.directory,
          world.scenario.market, std::move(to_market), kSeed,           world.simulation,
          world.channels};
}

}  // namespace peerwatt::testing
