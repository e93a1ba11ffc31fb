#include "agents/auctioneers/zone_order_book.hpp"

#include <vector>

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr RoundId kRound{.slot = 0, .round = 1};

// The order book of zone 0, where prosumers 0 and 1 live; prosumer 1 learns from prices.
struct OpenBook {
  OpenBook() { book.open(kRound); }
  void take(std::uint32_t member, market::Side side, double kwh, double limit,
            OrderAction action = OrderAction::kPlace) {
    book.take(MemberId{member}, world.simulation.now(),
              {.round = kRound,
               .action = action,
               .side = side,
               .order = {.quantity_kwh = kwh, .limit_price = limit, .owner = member}});
  }

  SmallWorld world{two_streets(2)};
  EventLog log{EventLog::Mode::kOn};
  Mailbox<FillNotice> trades{world.channels.trade_notice};
  Mailbox<StatedPriceNotice> stated_prices{world.channels.stated_price};
  ZoneOrderBook book{
      ZoneId{0}, {ProsumerId{1}}, {world.directory, world.simulation, world.channels, log}};
};

}  // namespace

TEST_CASE("those who learn are told of an order that comes to rest, as one that was ignored") {
  OpenBook zone;
  zone.take(0, market::Side::kSell, 2, 0.25);
  zone.world.run_to(5);
  CHECK(zone.trades.size() == 0);
  REQUIRE(zone.stated_prices.size() == 1);
  CHECK(zone.stated_prices[0].to == zone.world.directory.prosumer(ProsumerId{1}));
  CHECK(zone.stated_prices[0].message.stated_price.side == market::Side::kSell);
  CHECK(zone.stated_prices[0].message.stated_price.price == 0.25);
  CHECK(zone.stated_prices[0].message.stated_price.response == bidding::Response::kIgnored);
}

TEST_CASE("both who trade are told, and learners of the resting price, as one that was accepted") {
  OpenBook zone;
  zone.take(0, market::Side::kSell, 2, 0.25);
  zone.take(1, market::Side::kBuy, 1, 0.5);
  zone.world.run_to(5);
  REQUIRE(zone.trades.size() == 2);
  CHECK(zone.trades[0].to != zone.trades[1].to);
  CHECK(zone.trades[0].message.fill.quantity_kwh == 1);
  CHECK(zone.trades[0].message.round == kRound);
  REQUIRE(zone.stated_prices.size() == 2);
  CHECK(zone.stated_prices[1].message.stated_price.side == market::Side::kSell);
  CHECK(zone.stated_prices[1].message.stated_price.price == 0.25);
  CHECK(zone.stated_prices[1].message.stated_price.response == bidding::Response::kAccepted);
}

TEST_CASE("the log has every order with what became of it, and the quotes after each") {
  OpenBook zone;
  zone.take(0, market::Side::kSell, 2, 0.25);
  zone.take(0, market::Side::kSell, 2, 0.375, OrderAction::kReplace);
  zone.take(1, market::Side::kBuy, 2, 0.5);
  zone.book.close({});
  REQUIRE(zone.log.orders().size() == 3);
  CHECK(zone.log.orders()[0].outcome == recording::Outcome::kReplaced);
  CHECK(zone.log.orders()[1].outcome == recording::Outcome::kFilled);
  CHECK(zone.log.orders()[2].outcome == recording::Outcome::kFilled);
  REQUIRE(zone.log.quotes().size() == 3);
  CHECK(zone.log.quotes()[1].best_ask == 0.375);
  CHECK_FALSE(zone.log.quotes()[1].best_bid.has_value());
  CHECK_FALSE(zone.log.quotes()[2].best_ask.has_value());
}

TEST_CASE("an order that was withdrawn is recorded as cancelled") {
  OpenBook zone;
  zone.take(0, market::Side::kSell, 2, 0.25);
  zone.take(0, market::Side::kSell, 2, 0.25, OrderAction::kCancel);
  zone.book.close({});
  REQUIRE(zone.log.orders().size() == 1);
  CHECK(zone.log.orders()[0].outcome == recording::Outcome::kCancelled);
}

TEST_CASE("the trades of a round have one price for both, and the time at which they were made") {
  OpenBook zone;
  zone.take(0, market::Side::kSell, 2, 0.25);
  zone.take(1, market::Side::kBuy, 1, 0.5);
  std::vector<recording::TradeRecord> trades;
  zone.book.for_each_trade(zone.world.at(100),
                           [&](const recording::TradeRecord& trade) { trades.push_back(trade); });
  REQUIRE(trades.size() == 1);
  const recording::TradeRecord& trade = trades[0];
  CHECK(trade.time == zone.world.simulation.now());
  CHECK(trade.zone == 0);
  CHECK(trade.seller == 0);
  CHECK(trade.buyer == 1);
  CHECK(trade.quantity_kwh == 1);
  CHECK(trade.price_buyer == 0.25);
  CHECK(trade.price_seller == 0.25);
}

TEST_CASE("an order is recorded without a class of energy, which a book does not tell apart") {
  OpenBook zone;
  const recording::OrderRecord record =
      zone.book.record({.round = kRound,
                        .side = market::Side::kSell,
                        .energy = market::EnergyClass::kStorage,
                        .order = {.quantity_kwh = 2, .limit_price = 0.25, .owner = 1}},
                       zone.world.at(3));
  CHECK(record.energy_class == recording::EnergyCode::kAny);
  CHECK(record.prosumer == 1);
  CHECK(record.time == zone.world.at(3));
}
