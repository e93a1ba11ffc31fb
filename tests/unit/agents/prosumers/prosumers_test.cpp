#include "agents/prosumers/prosumers.hpp"

#include "tests/support/prosumers_in_world.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.125};
constexpr RoundId kRound{.slot = 0, .round = 1};

// Home 0 misses 4 kWh that must be served, home 1 has 3 kWh to spare; lambda is 0.5.
scenario::Scenario two_homes(const TemporaryFolder& folder) {
  scenario::Scenario scenario = known_homes(folder, {{4, 0}, {1, 4}});
  scenario.prosumers[0].flexible_load.share = 0;
  reservation_lambda(scenario.prosumers[0]) = 0.5;
  return scenario;
}

// The prosumers; the test speaks for the auctioneer and the CPS.
struct Neighbours {
  void announce(Reporting reporting = Reporting::kNone) {
    const Directory& directory = world.directory;
    world.channels.tariff_notice.broadcast(directory.cps(), directory.prosumers(),
                                           {.round = kRound,
                                            .announced_at = world.start(),
                                            .prices = kPrices,
                                            .reporting = reporting});
  }
  // Prosumer 1 sells so much to prosumer 0.
  void match(double kwh, RoundId round = kRound) {
    for (const ProsumerId prosumer : ids<ProsumerId>(2)) {
      world.channels.match_notice.send(world.directory.auctioneer(ZoneId{0}),
                                       world.directory.prosumer(prosumer),
                                       {round, prosumer, {.quantity_kwh = kwh}});
    }
  }
  void state(ProsumerId prosumer, const market::Fill& fill) {
    world.channels.statement.send(world.directory.auctioneer(ZoneId{0}),
                                  world.directory.prosumer(prosumer),
                                  {.slot = 0,
                                   .coalition = CoalitionId{0},
                                   .is_peak = false,
                                   .prices = kPrices,
                                   .fill = fill});
  }

  TemporaryFolder folder;
  SmallWorld world{two_homes(folder)};
  Mailbox<OrderMessage> orders{world.channels.order};
  Mailbox<ResidualReport> reports{world.channels.residual_report};
  Mailbox<ResidualAnswer> answers{world.channels.residual_answer};
  Mailbox<MeterReport> readings{world.channels.meter_report};
  Mailbox<ReductionOffer> offers{world.channels.reduction_offer};
  ProsumersInWorld in_world{world};
  Prosumers& prosumers = in_world.prosumers;
};

}  // namespace

TEST_CASE("who receives a price orders at it from the auctioneer of its zone") {
  Neighbours both;
  both.prosumers.start();
  both.announce();
  both.world.run_to(5);
  REQUIRE(both.orders.size() == 2);
  CHECK(both.orders[0].at == both.world.at(2));
  CHECK(both.orders[0].to == both.world.directory.auctioneer(ZoneId{0}));
  CHECK(both.orders[0].message.side == market::Side::kBuy);
  CHECK(both.orders[0].message.order.quantity_kwh == 4);
  CHECK(both.orders[0].message.order.limit_price == 0.3125);
  CHECK(both.orders[1].message.side == market::Side::kSell);
  CHECK(both.orders[1].message.order.quantity_kwh == 3);
}

// The gate closes after 10 s, reports are due half of the 10 s after it later.
TEST_CASE("the CPS is told what is left after the matches, when reports are due") {
  Neighbours both;
  both.prosumers.start();
  both.announce(Reporting::kResidualDemand);
  both.world.run_to(10);
  both.match(2);
  both.world.run_to(20);
  REQUIRE(both.reports.size() == 2);
  CHECK(both.reports[0].at == both.world.at(15 + 1));
  CHECK(both.reports[0].message.round == kRound);
  CHECK(both.reports[0].message.demand.inflexible_kwh == 2);
  CHECK(both.reports[0].message.surplus_kwh == 0);
  CHECK(both.reports[1].message.demand.inflexible_kwh == 0);
  CHECK(both.reports[1].message.surplus_kwh == 1);
  CHECK(both.answers.size() == 0);
}

TEST_CASE("by the iterative protocol it is the auctioneer who is told, for the announced price") {
  Neighbours both;
  both.prosumers.start();
  both.announce(Reporting::kResidualTotals);
  both.world.run_to(20);
  REQUIRE(both.answers.size() == 2);
  CHECK(both.answers[0].to == both.world.directory.auctioneer(ZoneId{0}));
  CHECK(both.answers[0].message.inflexible_kwh == 4);
  CHECK(both.answers[0].message.elastic_kwh == 0);
  CHECK(both.answers[1].message.surplus_kwh == 3);
  CHECK(both.reports.size() == 0);
}

TEST_CASE("a match of an earlier round counts for nothing") {
  Neighbours both;
  both.prosumers.start();
  both.announce(Reporting::kResidualDemand);
  both.world.run_to(10);
  both.match(2, {.slot = 0, .round = 0});
  both.world.run_to(20);
  REQUIRE(both.reports.size() == 2);
  CHECK(both.reports[0].message.demand.inflexible_kwh == 4);
}

// 2 kWh at 0.25 among them; 2 more at 0.5 from the CPS, and 1 fed in at 0.125.
TEST_CASE("what the statement leaves is settled with the CPS when meters are read") {
  Neighbours both;
  both.prosumers.start();
  both.announce();
  both.world.run_to(3570);
  both.state(ProsumerId{0}, {.side = market::Side::kBuy, .quantity_kwh = 2, .money = 0.5});
  both.state(ProsumerId{1}, {.side = market::Side::kSell, .quantity_kwh = 2, .money = 0.5});
  both.world.run_to(3590);
  REQUIRE(both.readings.size() == 2);
  CHECK(both.readings[0].at == both.world.at(3585 + 1));
  CHECK(both.readings[0].message.slot == 0);
  CHECK(both.readings[0].message.bought_kwh == 2);
  CHECK(both.readings[1].message.sold_kwh == 1);
  CHECK(both.in_world.accounts.balance[ProsumerId{0}] == 1.5);
  CHECK(both.in_world.accounts.balance[ProsumerId{1}] == -0.625);
}

TEST_CASE("who received no price is settled all the same, without having ordered") {
  Neighbours both;
  both.prosumers.start();
  both.world.run_to(3570);
  both.state(ProsumerId{0}, {});
  both.state(ProsumerId{1}, {});
  both.world.run_to(3590);
  CHECK(both.orders.size() == 0);
  REQUIRE(both.readings.size() == 2);
  CHECK(both.readings[0].message.bought_kwh == 4);
  CHECK(both.readings[1].message.sold_kwh == 3);
}

TEST_CASE("who has nothing to give does not answer an inquiry") {
  Neighbours both;
  both.prosumers.start();
  for (const ProsumerId prosumer : ids<ProsumerId>(2)) {
    both.world.channels.reduction_inquiry.send(
        both.world.directory.auctioneer(ZoneId{0}), both.world.directory.prosumer(prosumer),
        {.slot = 0, .asked_at = both.world.start(), .price = 0.25, .base_price = 0.25});
  }
  both.world.run_to(5);
  CHECK(both.offers.size() == 0);
}

TEST_CASE("only an order book has book traders") {
  Neighbours both;
  CHECK(both.prosumers.book_traders() == nullptr);
  both.prosumers.trade_in_books(
      IdSlice<ProsumerId, Duration>{ids<ProsumerId>(2), Duration::from_seconds(1)}, 1);
  CHECK(both.prosumers.book_traders() != nullptr);
}
