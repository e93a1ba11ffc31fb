#include "agents/auctioneers/zone_markets.hpp"

#include "agents/auctioneers/zone_market.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

IdVector<ZoneId, std::unique_ptr<ZoneMarket>> markets_of(market::MechanismId mechanism,
                                                         SmallWorld& world, EventLog& log) {
  scenario::MarketSettings market = world.scenario.market;
  market.mechanism = mechanism;
  return make_zone_markets({market, world.scenario.coalition, 1}, world.community, world.zone_trees,
                           {world.directory, world.simulation, world.channels, log});
}

}  // namespace

TEST_CASE("every zone has call markets, or an order book where the mechanism is continuous") {
  SmallWorld world{two_streets(2)};
  EventLog log{EventLog::Mode::kOff};
  const auto calls = markets_of(market::MechanismId::kMidMarketRate, world, log);
  REQUIRE(calls.size() == 2);
  CHECK(calls[ZoneId{1}]->call_markets().size() == 1);
  const auto books = markets_of(market::MechanismId::kContinuousDoubleAuction, world, log);
  REQUIRE(books.size() == 2);
  CHECK(books[ZoneId{1}]->call_markets().empty());
  CHECK(books[ZoneId{1}]->terms().supply_kwh.empty());
}
