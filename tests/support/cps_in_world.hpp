#pragma once

#include "agents/cps/cps.hpp"

#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The CPS of a small world, as a run makes it, with the demand and the virtual power plant that it
// asks. It stays where it is, as channels know its place.
struct CpsInWorld {
  CpsInWorld(SmallWorld& world, agents::LeaderStrategy& leader)
      : other_demand{world.scenario, world.library, world.base_loads},
        concentrators{ids<ZoneId>(world.directory.zone_count()), world.community, world.directory,
                      world.channels},
        lines{{{&world.directory, &world.channels}}},
        plant{world.scenario.virtual_power_plant,
              world.timetable,
              world.directory,
              world.simulation,
              lines,
              reports},
        cps{world.scenario.cps, leader,          other_demand,     world.timetable,
            world.faults,       world.directory, world.simulation, plant,
            world.channels,     lines,           reports} {}

  agents::OtherDemand other_demand;
  agents::Concentrators concentrators;
  agents::ZoneLines lines;
  agents::ZoneReports reports{{&concentrators}};
  agents::VirtualPowerPlant plant;
  agents::Cps cps;
};

}  // namespace peerwatt::testing
