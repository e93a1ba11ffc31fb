#pragma once

#include "agents/audits/follower_replay.hpp"

#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The homes of a small world, whose devices have run in the first slot, a peak one, and the replay
// of what they would have done at other prices.
struct ReplayedHomes {
  explicit ReplayedHomes(const SmallWorld& world)
      : meters{world.scenario, world.community, world.library},
        households{world.community, meters, 1},
        terms{world.community, households, world.scenario.market, 1},
        replay{world.community,
               households,
               terms,
               {world.scenario.market, world.scenario.coalition},
               world.zone_trees,
               agents::Community::Column<Duration>(world.community.size())} {
    households.advance(world.timetable.device_slot(0));
    for (const ProsumerId home : world.community.prosumers()) households.open(home, 0, true);
  }

  agents::EnergyMeters meters;
  agents::Households households;
  agents::OrderTerms terms;
  agents::FollowerReplay replay;
};

}  // namespace peerwatt::testing
