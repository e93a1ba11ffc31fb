#pragma once

#include "agents/audits/follower_replay.hpp"

#include "tests/support/measured_homes.hpp"
#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The homes of a small world, whose devices have run in the first slot, a peak one, and the replay
// of what they would have done at other prices.
struct ReplayedHomes {
  explicit ReplayedHomes(const SmallWorld& world)
      : homes{world},
        terms{world.community, households, world.scenario.market, 1},
        replay{world.community,
               households,
               terms,
               {world.scenario.market, world.scenario.coalition},
               world.zone_trees,
               agents::Community::Column<Duration>(world.community.size())} {
    homes.measure(world.timetable.device_slot(0));
    for (const ProsumerId home : world.community.prosumers()) households.open(home, 0, true);
  }

  MeasuredHomes homes;
  agents::Households& households = homes.households;
  agents::OrderTerms terms;
  agents::FollowerReplay replay;
};

}  // namespace peerwatt::testing
