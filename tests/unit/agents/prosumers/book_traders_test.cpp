#include "agents/prosumers/book_traders.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr ProsumerId kHome{0};

constexpr Prices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.125};
constexpr RoundId kRound{.slot = 0, .round = 1};

BiddingHabits scheduled(double revise_s = 0, double order_lifetime_s = 0) {
  return {.strategy = bidding::StrategyId::kTruthful,
          .arrivals = scenario::Arrivals::kScheduled,
          .visits_per_gate = 3,
          .first_at = 0.5,
          .revise_s = revise_s,
          .order_lifetime_s = order_lifetime_s};
}

// One home in each zone. The gate closes after 10 s, an order takes one: the last may leave at
// 8.999 s. Both come at half of that and bid their limit.
struct Traders {
  explicit Traders(const BiddingHabits& habits = scheduled()) {
    world.community.bidding = {habits, habits};
  }
  // Prosumer 0 wants 2 kWh at up to 0.25.
  void enter() {
    traders.enter(kHome, {.round = kRound, .announced_at = world.start(), .prices = kPrices},
                  {.round = kRound,
                   .side = market::Side::kBuy,
                   .order = {.quantity_kwh = 2, .limit_price = 0.25}});
  }
  void tell_of_trade(double kwh, RoundId round = kRound) {
    world.channels.trade_notice.send(world.directory.auctioneer(ZoneId{0}),
                                     world.directory.prosumer(kHome),
                                     {round, kHome, {.quantity_kwh = kwh}});
  }

  SmallWorld world{two_streets(1)};
  Mailbox<OrderMessage> market{world.channels.order};
  BookTraders traders{world.community,
                      world.timetable,
                      world.directory,
                      IdSlice<ProsumerId, Duration>{ids<ProsumerId>(2), Duration::from_seconds(1)},
                      1,
                      world.simulation,
                      world.channels};
};

}  // namespace

TEST_CASE("a trader comes once, at its part of the window, and places its order") {
  Traders one;
  one.enter();
  one.world.run_to(60);
  REQUIRE(one.market.size() == 1);
  const auto& letter = one.market[0];
  CHECK(letter.at == one.world.at(0.5 * 8.999 + 1));
  CHECK(letter.to == one.world.directory.auctioneer(ZoneId{0}));
  CHECK(letter.message.action == OrderAction::kPlace);
  CHECK(letter.message.side == market::Side::kBuy);
  CHECK(letter.message.order.quantity_kwh == 2);
  CHECK(letter.message.order.limit_price == 0.25);
}

TEST_CASE("who comes again replaces the order, as long as one would arrive before the gate") {
  Traders one{scheduled(2)};
  one.enter();
  one.world.run_to(60);
  REQUIRE(one.market.size() == 3);  // sent at 4.5, 6.5 and 8.5 s
  CHECK(one.market[1].message.action == OrderAction::kReplace);
  CHECK(one.market[2].message.action == OrderAction::kReplace);
  CHECK(one.market[2].at < one.world.timetable.gate_closure(one.world.start()));
}

TEST_CASE("who has traded all it wanted does not come again") {
  Traders one{scheduled(2)};
  one.enter();
  one.world.run_to(5);
  one.tell_of_trade(1.5);
  one.world.run_to(7);
  CHECK(one.traders.positions()[kHome].traded_kwh == 1.5);
  one.tell_of_trade(0.5);
  one.tell_of_trade(100, {.slot = 0, .round = 0});  // of an earlier round
  one.world.run_to(60);
  CHECK(one.market.size() == 2);
  CHECK(one.traders.positions()[kHome].traded_kwh == 2);
}

TEST_CASE("whose order has had its lifetime withdraws it, and places it anew when it comes again") {
  Traders one{scheduled(3, 1)};
  one.enter();
  one.world.run_to(60);
  REQUIRE(one.market.size() == 4);  // sent at 4.5, 5.5, 7.5 and 8.5 s
  CHECK(one.market[1].message.action == OrderAction::kCancel);
  CHECK(one.market[2].message.action == OrderAction::kPlace);
  CHECK(one.market[3].message.action == OrderAction::kCancel);
}

TEST_CASE("who learns of the price too late for any order stays at home") {
  BiddingHabits habits = scheduled();
  for (const scenario::Arrivals arrivals :
       {scenario::Arrivals::kScheduled, scenario::Arrivals::kPoisson}) {
    for (const double first_at : {0.0, 0.5, 1.0}) {
      habits.arrivals = arrivals;
      habits.first_at = first_at;
      Traders one{habits};
      one.world.run_to(9.5);
      one.enter();
      one.world.run_to(60);
      CHECK(one.market.size() == 0);
    }
  }
}

TEST_CASE("a new round leaves nothing of the old one") {
  Traders one;
  one.enter();
  one.world.run_to(2);
  const TariffNotice next{
      .round = {.slot = 0, .round = 2}, .announced_at = one.world.start(), .prices = kPrices};
  one.traders.enter(kHome, next,
                    {.round = next.round,
                     .side = market::Side::kSell,
                     .order = {.quantity_kwh = 1, .limit_price = 0.375}});
  one.world.run_to(60);
  REQUIRE(one.market.size() == 1);
  CHECK(one.market[0].message.round == next.round);
  CHECK(one.market[0].message.side == market::Side::kSell);
}
