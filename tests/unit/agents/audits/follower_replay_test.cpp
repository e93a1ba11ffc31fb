#include "agents/audits/follower_replay.hpp"

#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"
#include "tests/unit/agents/audits/replayed_homes.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.125};

// Home 0 misses 4 kWh that must be served, home 1 has 3 kWh to spare.
scenario::Scenario two_homes(const TemporaryFolder& folder, market::MechanismId mechanism) {
  scenario::Scenario scenario = known_homes(folder, {{4, 0}, {1, 4}});
  scenario.prosumers[0].flexible_load.share = 0;
  scenario.market.mechanism = mechanism;
  return scenario;
}

struct Replayed {
  explicit Replayed(market::MechanismId mechanism) : world{two_homes(folder, mechanism)} {}
  FollowerReaction before_trade() { return replay.before_trade(kPrices); }
  FollowerReaction after_trade() { return replay.after_trade(kPrices); }

  TemporaryFolder folder;
  SmallWorld world;
  ReplayedHomes homes{world};
  FollowerReplay& replay = homes.replay;
};

}  // namespace

TEST_CASE("before any trade everybody lacks and has what its own supply leaves") {
  Replayed street{market::MechanismId::kMidMarketRate};
  const FollowerReaction reaction = street.before_trade();
  REQUIRE(reaction.demands.size() == 2);
  CHECK(reaction.demands[0].inflexible_kwh == 4);
  CHECK(reaction.demands[1].at(0) == 0);
  CHECK(reaction.surplus_kwh == 3);
}

TEST_CASE("trades at the price in question are taken off what is lacking and left over") {
  Replayed street{market::MechanismId::kMidMarketRate};
  const FollowerReaction reaction = street.after_trade();
  CHECK(reaction.demands[0].inflexible_kwh == doctest::Approx(1));
  CHECK(reaction.surplus_kwh == doctest::Approx(0).epsilon(1e-12));
}

TEST_CASE("a replay leaves houses as they are and can be repeated") {
  Replayed street{market::MechanismId::kMidMarketRate};
  const double first = street.after_trade().demands[0].inflexible_kwh;
  CHECK(street.after_trade().demands[0].inflexible_kwh == first);
  CHECK(street.before_trade().surplus_kwh == 3);
  CHECK(street.homes.households.deficiency_kwh()[ProsumerId{0}] == 4);
}

TEST_CASE("without a market nothing is traded") {
  Replayed street{market::MechanismId::kNone};
  const FollowerReaction reaction = street.after_trade();
  CHECK(reaction.demands[0].inflexible_kwh == 4);
  CHECK(reaction.surplus_kwh == 3);
}
