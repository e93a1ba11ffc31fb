#pragma once

#include <cstdint>

#include "agents/prosumers/prosumers.hpp"

#include "tests/support/measured_homes.hpp"
#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// The prosumers of a small world, as a run makes them, where they stay.
struct ProsumersInWorld {
  explicit ProsumersInWorld(SmallWorld& world)
      : homes{world},
        accounts{world.community.size()},
        order_terms{world.community, homes.households, world.scenario.market, kSeed},
        prosumers{{world.community, homes.energy, homes.households, accounts, order_terms},
                  {world.scenario, world.community, world.community.prosumers(), world.library},
                  world.timetable,
                  world.directory,
                  world.simulation,
                  world.channels} {}

  static constexpr std::uint64_t kSeed = 1;
  MeasuredHomes homes;
  agents::ProsumerAccounts accounts;
  agents::OrderTerms order_terms;
  agents::Prosumers prosumers;
};

}  // namespace peerwatt::testing
