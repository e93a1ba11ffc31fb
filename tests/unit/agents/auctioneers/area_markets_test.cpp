#include "agents/auctioneers/area_markets.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.125};
constexpr RoundId kRound{.slot = 0, .round = 1};

// k-pricing at k = 0.5 for both zones together, 5 s after the gates of the zones, at a network
// charge of 0.125 a kWh.
scenario::Scenario substation_level() {
  scenario::Scenario scenario = two_streets(1);
  scenario.market.levels = {{.area = scenario::MarketArea::kSubstation,
                             .auction = market::MechanismId::kKPricing,
                             .k = 0.5,
                             .network_charge = 0.125,
                             .gate_s = 5}};
  return scenario;
}

// The market place of the substation; the test speaks for the zones, with a home in each.
struct Substation {
  void announce(RoundId round = kRound) {
    world.channels.tariff_notice_area.send(
        world.directory.cps(), world.directory.auctioneer(PlaceId{2}),
        {.round = round, .announced_at = world.simulation.now(), .prices = kPrices});
  }
  void offer(std::uint32_t prosumer, market::Side side, double kwh, double limit,
             RoundId round = kRound) {
    world.channels.unfilled_order.send(
        world.directory.auctioneer(ZoneId{prosumer}), world.directory.auctioneer(PlaceId{2}),
        {.round = round,
         .side = side,
         .order = {.quantity_kwh = kwh, .limit_price = limit, .owner = prosumer}});
  }

  SmallWorld world{substation_level()};
  Mailbox<FillNotice> fills{world.channels.area_fill};
  Mailbox<AreaResult> results{world.channels.area_result};
  ZoneLines lines{{{&world.directory, &world.channels}}};
  AreaMarkets areas{world.community,
                    world.tree,
                    world.timetable,
                    world.directory,
                    world.scenario.market.levels,
                    world.simulation,
                    world.channels,
                    lines};
};

}  // namespace

// The ask counts as 0.25 + 0.0625, the bid as 0.5 - 0.0625: the price is half way, 0.375.
TEST_CASE("what zones could not fill is auctioned among them, and each side pays half the charge") {
  Substation above;
  above.announce();
  above.offer(0, market::Side::kSell, 3, 0.25);
  above.offer(1, market::Side::kBuy, 2, 0.5);
  above.world.run_to(20);
  REQUIRE(above.fills.size() == 2);
  CHECK(above.fills[0].at == above.world.at(15 + 1));
  CHECK(above.fills[0].to == above.world.directory.auctioneer(ZoneId{0}));
  CHECK(above.fills[0].message.prosumer == ProsumerId{0});
  CHECK(above.fills[0].message.fill.quantity_kwh == doctest::Approx(2));
  CHECK(above.fills[0].message.fill.money == doctest::Approx(0.75));
  CHECK(above.fills[0].message.fill.network_charge == doctest::Approx(0.125));
  CHECK(above.fills[1].message.fill.side == market::Side::kBuy);
  CHECK(above.results.size() == 2);  // both zones receive that there was trade
}

TEST_CASE("the totals of a level have its volume and the charge of both sides") {
  Substation above;
  above.announce();
  above.offer(0, market::Side::kSell, 3, 0.25);
  above.offer(1, market::Side::kBuy, 2, 0.5);
  above.world.run_to(20);
  const LevelTotals level = above.areas.level_totals(scenario::MarketArea::kSubstation);
  CHECK(level.market.volume_kwh == doctest::Approx(2));
  CHECK(level.network_charge == doctest::Approx(0.25));
  CHECK(above.areas.level_totals(scenario::MarketArea::kFeeder).market.volume_kwh == 0);
  CHECK(above.areas.totals().volume_kwh == doctest::Approx(2));
}

TEST_CASE("who gains less than the network charge does not trade") {
  Substation above;
  above.announce();
  above.offer(0, market::Side::kSell, 3, 0.25);
  above.offer(1, market::Side::kBuy, 2, 0.3125);
  above.world.run_to(20);
  CHECK(above.fills.size() == 0);
  CHECK(above.results.size() == 0);
}

TEST_CASE("unfilled orders of an earlier round are not auctioned any more") {
  Substation above;
  above.announce();
  above.offer(0, market::Side::kSell, 3, 0.25);
  above.world.run_to(5);
  above.announce({.slot = 0, .round = 2});
  above.world.run_to(7);
  above.offer(0, market::Side::kSell, 2, 0.25);  // was on its way for too long
  above.offer(1, market::Side::kBuy, 1, 0.5, {.slot = 0, .round = 2});
  above.world.run_to(30);
  CHECK(above.fills.size() == 0);
  CHECK(above.areas.totals().volume_kwh == 0);
}

// As from districts, whose auctioneers have other channels.
TEST_CASE("orders that were taken in elsewhere count as those that arrive") {
  Substation above;
  above.announce();
  const auto order = [&](std::uint32_t prosumer, market::Side side, double kwh, double limit) {
    return UnfilledOrder{
        above.world.at(2), PlaceId{2}, ZoneId{prosumer},
        OrderMessage{.round = kRound,
                     .side = side,
                     .order = {.quantity_kwh = kwh, .limit_price = limit, .owner = prosumer}}};
  };
  above.world.run_to(3);
  above.areas.take_in(
      std::vector{order(0, market::Side::kSell, 3, 0.25), order(1, market::Side::kBuy, 2, 0.5)});
  above.world.run_to(20);
  REQUIRE(above.fills.size() == 2);
  CHECK(above.fills[0].message.fill.money == doctest::Approx(0.75));
}
