#include "agents/auctioneers/zone_markets.hpp"

#include "agents/auctioneers/zone_market.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

std::vector<std::unique_ptr<ZoneMarket>> markets_of(market::MechanismId mechanism,
                                                    SmallWorld& world, EventLog& log) {
  scenario::MarketSettings market = world.scenario.market;
  market.mechanism = mechanism;
  return make_zone_markets({market, world.scenario.coalition, market::ClassHandling::kTogether, 1},
                           world.community, world.zone_trees,
                           {world.directory, world.simulation, world.channels, log});
}

}  // namespace

TEST_CASE("every zone has call markets, or an order book where the mechanism is continuous") {
  SmallWorld world{two_streets(2)};
  EventLog log{EventLog::Mode::kOff};
  const auto calls = markets_of(market::MechanismId::kMidMarketRate, world, log);
  REQUIRE(calls.size() == 2);
  CHECK(calls[1]->call_markets().size() == 1);
  const auto books = markets_of(market::MechanismId::kContinuousDoubleAuction, world, log);
  REQUIRE(books.size() == 2);
  CHECK(books[1]->call_markets().empty());
  CHECK(books[1]->terms().supply_kwh.empty());
}

TEST_CASE("a book tells its stated prices to those of its zone who learn from them") {
  SmallWorld world{two_streets(2)};
  world.community.bidding[ProsumerId{0}].strategy = bidding::StrategyId::kZip;
  world.community.bidding[ProsumerId{2}].strategy = bidding::StrategyId::kZip;
  EventLog log{EventLog::Mode::kOff};
  Mailbox<StatedPriceNotice> learners{world.channels.stated_price};
  const auto books = markets_of(market::MechanismId::kContinuousDoubleAuction, world, log);
  const RoundId round{.slot = 0, .round = 1};
  books[1]->open(round);
  books[1]->take(MemberId{1}, world.start(),
                 {.round = round,
                  .side = market::Side::kSell,
                  .order = {.quantity_kwh = 1, .limit_price = 0.25, .owner = 3}});
  world.run_to(5);
  REQUIRE(learners.size() == 1);
  CHECK(learners[0].to == world.directory.prosumer(ProsumerId{2}));
}
