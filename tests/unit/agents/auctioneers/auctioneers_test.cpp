#include "agents/auctioneers/auctioneers.hpp"

#include "tests/support/auctioneers_in_world.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.25};  // mid-market price 0.375
constexpr RoundId kRound{.slot = 0, .round = 1};

scenario::Scenario pools() {
  scenario::Scenario scenario = two_streets(2);
  scenario.market.mechanism = market::MechanismId::kMidMarketRate;
  return scenario;
}

scenario::Scenario first_zone_dead() {
  scenario::Scenario scenario = pools();
  const SimTime start = scenario.clock.start;
  scenario.faults.auctioneers = {{"z000", {start, start + Duration::from_seconds(3600)}}};
  return scenario;
}

// Two homes in each zone, which trade in a pool. The test speaks for the CPS and the homes.
struct TwoPools {
  explicit TwoPools(const scenario::Scenario& scenario = pools()) : world{scenario} {}

  void announce(RoundId round = kRound) {
    world.channels.tariff_notice_zone.broadcast(
        world.directory.cps(), world.directory.zone_auctioneers(),
        {.round = round, .announced_at = world.simulation.now(), .prices = kPrices});
  }
  void order(std::uint32_t prosumer, market::Side side, double kwh, RoundId round = kRound) {
    const OrderMessage message{
        .round = round,
        .side = side,
        .order = {.quantity_kwh = kwh, .limit_price = 0.375, .owner = prosumer},
        .pool_quantity_kwh = kwh};
    const ProsumerId sender{prosumer};
    world.channels.order.send(world.directory.prosumer(sender),
                              world.directory.auctioneer(world.community.zones[sender]), message);
  }
  void order_in_zone_0() {
    order(0, market::Side::kSell, 3);
    order(1, market::Side::kBuy, 2);
  }

  SmallWorld world;
  EventLog log{EventLog::Mode::kOn};
  Mailbox<FillNotice> matches{world.channels.match_notice};
  Mailbox<Statement> statements{world.channels.statement};
  Auctioneers auctioneers = auctioneers_in(world, log);
};

}  // namespace

TEST_CASE("orders of a zone are cleared when its gate closes, and the traders are told") {
  TwoPools zones;
  zones.announce();
  zones.order_in_zone_0();
  zones.order(2, market::Side::kBuy, 5);
  zones.world.run_to(9.5);
  CHECK(zones.matches.size() == 0);
  zones.world.run_to(20);
  REQUIRE(zones.matches.size() == 3);
  CHECK(zones.matches[0].at == zones.world.at(10 + 1));
  CHECK(zones.matches[0].message.fill.quantity_kwh == doctest::Approx(2));
  CHECK(zones.matches[1].message.fill.quantity_kwh == doctest::Approx(2));
  CHECK(zones.matches[2].message.fill.quantity_kwh == 0);  // alone in its zone
  CHECK(zones.auctioneers.trades(ZoneId{0}).totals().volume_kwh == doctest::Approx(2));
  CHECK(zones.auctioneers.coalition(ProsumerId{0}) == CoalitionId{0});
  CHECK_FALSE(zones.auctioneers.coalition(ProsumerId{2}));
}

TEST_CASE("an order that comes after gate closure is late, one with it is in time") {
  TwoPools zones;
  zones.announce();
  zones.world.simulation.run_until(zones.world.at(9));
  zones.order(0, market::Side::kSell, 3);
  zones.world.run_to(9.5);
  zones.order(1, market::Side::kBuy, 2);
  zones.world.run_to(20);
  CHECK(zones.auctioneers.late_orders() == 1);
  CHECK(zones.auctioneers.undelivered_orders() == 0);
  CHECK(zones.auctioneers.market(ZoneId{0}).results().size() == 1);
}

TEST_CASE("an offline market place takes no orders") {
  TwoPools zones{first_zone_dead()};
  zones.announce();
  zones.order_in_zone_0();
  zones.world.run_to(20);
  CHECK(zones.auctioneers.undelivered_orders() == 2);
  CHECK(zones.auctioneers.late_orders() == 0);
  CHECK(zones.matches.size() == 0);
  CHECK(zones.log.orders()[0].outcome == recording::Outcome::kUndelivered);
}

TEST_CASE("trades at the prices announced last stand, and are stated at the end of the slot") {
  TwoPools zones;
  zones.announce();
  zones.order_in_zone_0();
  zones.world.run_to(3580);
  REQUIRE(zones.statements.size() == 4);
  const Statement& buyer = zones.statements[1].message;
  CHECK(zones.statements[1].at == zones.world.at(3570 + 1));
  CHECK(buyer.coalition == CoalitionId{0});
  CHECK(buyer.fill.quantity_kwh == doctest::Approx(2));
  CHECK(buyer.fill.money == doctest::Approx(0.75));
  CHECK_FALSE(zones.statements[3].message.coalition);
  zones.auctioneers.log_trades();
  CHECK(zones.log.trades().size() == 2);
}

TEST_CASE("of a round whose successor was announced and never cleared no trade stands") {
  TwoPools zones;
  zones.announce();
  zones.order_in_zone_0();
  zones.world.run_to(3565);
  zones.announce({.slot = 0, .round = 2});
  zones.world.run_to(3572);
  REQUIRE(zones.statements.size() == 4);
  CHECK(zones.statements[1].message.fill.quantity_kwh == 0);
  CHECK_FALSE(zones.statements[1].message.coalition);
}

TEST_CASE("an order may overtake the announcement that its auctioneer is waiting for") {
  TwoPools zones;
  zones.order_in_zone_0();
  zones.world.run_to(2);
  zones.announce();
  zones.world.run_to(20);
  CHECK(zones.auctioneers.late_orders() == 0);
  CHECK(zones.auctioneers.trades(ZoneId{0}).totals().volume_kwh == doctest::Approx(2));
}
