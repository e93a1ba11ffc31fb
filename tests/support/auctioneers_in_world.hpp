#pragma once

#include "agents/auctioneers/auctioneers.hpp"

#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The auctioneers of a small world, as a run makes them. They cannot be moved, as channels know
// where they are: what is returned is made in its place.
inline agents::Auctioneers auctioneers_in(SmallWorld& world, agents::EventLog& log) {
  constexpr std::uint64_t kSeed = 1;
  return {
      world.community,
      world.tree,
      world.zone_trees,
      world.timetable,
      world.faults,
      world.directory,
      {world.scenario.market, world.scenario.coalition, world.community.class_handling(), kSeed},
      world.simulation,
      world.channels,
      log};
}

}  // namespace peerwatt::testing
