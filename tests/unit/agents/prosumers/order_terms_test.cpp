#include "agents/prosumers/order_terms.hpp"

#include <vector>

#include "tests/support/measured_homes.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.25, .feed_in = 0.125};
constexpr RoundId kRound{.slot = 0, .round = 1};

bidding::ReservationRule lambda_rule(double lambda) {
  bidding::LambdaReservation rule;
  rule.lambda = lambda;
  return rule;
}

// Home 0 misses 4 kWh, half of them flexible and worth 0.75 to 0.25, and has lambda = 1/3: r =
// 0.25. Home 1 has 3 kWh to spare, and at peak a full battery of 2 kWh to sell.
struct TwoHomes {
  explicit TwoHomes(market::MechanismId mechanism = market::MechanismId::kAuctionThenMidMarket)
      : world{known_homes(folder, {{4, 0}, {1, 4}})} {
    market.mechanism = mechanism;
    Community& community = world.community;
    community.flexible_share = {0.5, 0};
    community.choke_price = {0.75, 0.75};
    community.reservation = {lambda_rule(1.0 / 3), lambda_rule(2.0 / 3)};
    community.battery_sale_share = {0, 1};
    community.batteries[ProsumerId{1}] = {.capacity_kwh = 2, .power_kw = 4, .initial_kwh = 2};
  }
  std::vector<OrderMessage> orders(std::uint32_t prosumer, bool is_peak,
                                   const Prices& prices = kPrices) const {
    MeasuredHomes homes{world};
    homes.measure(world.timetable.device_slot(0));
    homes.households.open(ProsumerId{prosumer}, 0, is_peak);
    const OrderTerms terms{world.community, homes.households, market, 1};
    std::vector<OrderMessage> sent;
    terms.for_each_order(ProsumerId{prosumer}, kRound, prices,
                         [&](const OrderMessage& message) { sent.push_back(message); });
    return sent;
  }

  TemporaryFolder folder;
  SmallWorld world;
  scenario::MarketSettings market;
};

double reservation_price(double lambda, const Prices& prices) {
  TwoHomes homes;
  homes.world.community.reservation[ProsumerId{0}] = lambda_rule(lambda);
  const MeasuredHomes measured{homes.world};
  return OrderTerms{homes.world.community, measured.households, homes.market, 1}.reservation_price(
      ProsumerId{0}, prices);
}

}  // namespace

TEST_CASE("the reservation price lies between the grid's prices, in whole multiples of 1e-9") {
  CHECK(reservation_price(0, kPrices) == 0.125);
  CHECK(reservation_price(1, kPrices) == 0.5);
  CHECK(reservation_price(0.5, kPrices) == 0.3125);
  CHECK(reservation_price(1.0 / 3, {.sell = 0.2, .base = 0.2, .feed_in = 0.1}) == 0.133333333);
}

// 2 kWh must be served; at r = 0.25 all of the 2 flexible ones are worth it, at the mid-market
// price of 0.3125 it is (0.75 - 0.3125)/0.5 of them.
TEST_CASE("a bid states what is worth the own limit, and what is worth the mid-market price") {
  TwoHomes homes;
  const std::vector<OrderMessage> bids = homes.orders(0, false);
  REQUIRE(bids.size() == 1);
  CHECK(bids[0].side == market::Side::kBuy);
  CHECK(bids[0].round == kRound);
  CHECK(bids[0].order.limit_price == 0.25);
  CHECK(bids[0].order.quantity_kwh == 4);
  CHECK(bids[0].pool_quantity_kwh == doctest::Approx(2 + 2 * 0.875));
}

// (0.75 - 0.5)/0.5 of them.
TEST_CASE("where a pool may cost up to the selling price a bid states what is worth that") {
  TwoHomes homes{market::MechanismId::kBillSharing};
  CHECK(homes.orders(0, false).at(0).pool_quantity_kwh == doctest::Approx(3));
}

TEST_CASE("energy from the sun and stored energy are offered apart, in an order book together") {
  TwoHomes homes;
  const std::vector<OrderMessage> by_day = homes.orders(1, false);
  REQUIRE(by_day.size() == 1);
  CHECK(by_day[0].side == market::Side::kSell);
  CHECK(by_day[0].energy == market::EnergyClass::kSolar);
  CHECK(by_day[0].order.quantity_kwh == 3);
  CHECK(by_day[0].pool_quantity_kwh == 3);
  CHECK(by_day[0].order.limit_price == 0.375);
  const std::vector<OrderMessage> at_peak = homes.orders(1, true);
  REQUIRE(at_peak.size() == 2);
  CHECK(at_peak[1].energy == market::EnergyClass::kStorage);
  CHECK(at_peak[1].order.quantity_kwh == 2);
  TwoHomes book{market::MechanismId::kContinuousDoubleAuction};
  const std::vector<OrderMessage> in_one = book.orders(1, true);
  REQUIRE(in_one.size() == 1);
  CHECK(in_one[0].order.quantity_kwh == 5);
}

TEST_CASE("nobody orders what is not worth the price") {
  TwoHomes homes;
  homes.world.community.flexible_share[ProsumerId{0}] = 1;
  homes.world.community.reservation[ProsumerId{0}] = lambda_rule(1);
  const Prices dear{.sell = 0.75, .base = 0.25, .feed_in = 0.75};
  CHECK(homes.orders(0, false, dear).empty());
}

TEST_CASE("premiums of a bid are the buyer's own, the local one not beyond the selling price") {
  TwoHomes homes;
  homes.world.community.premiums[ProsumerId{0}] = {0.0625, 0.03125};
  homes.world.community.local_premium[ProsumerId{0}] = 0.125;
  OrderMessage bid = homes.orders(0, false).at(0);
  CHECK(bid.premiums == market::ClassPremiums{0.0625, 0.03125});
  CHECK(bid.local_premium == 0.125);
  homes.world.community.local_premium[ProsumerId{0}] = 1;
  CHECK(homes.orders(0, false).at(0).local_premium == 0.25);
}

TEST_CASE("random draws are drawn where a rule needs them, one for all offers of a round") {
  TwoHomes plain;
  CHECK(plain.orders(1, false).at(0).order.random_draw == 0);
  TwoHomes drawn{market::MechanismId::kRandomBilateral};
  const std::vector<OrderMessage> offers = drawn.orders(1, true);
  REQUIRE(offers.size() == 2);
  CHECK(offers[0].order.random_draw != 0);
  CHECK(offers[0].order.random_draw == offers[1].order.random_draw);
  CHECK(drawn.orders(0, true).at(0).order.random_draw != offers[0].order.random_draw);
}

TEST_CASE("without a market nobody trades") {
  TwoHomes homes;
  const MeasuredHomes measured{homes.world};
  CHECK(OrderTerms{homes.world.community, measured.households, homes.market, 1}.anyone_trades());
  homes.market.mechanism = market::MechanismId::kNone;
  CHECK_FALSE(
      OrderTerms{homes.world.community, measured.households, homes.market, 1}.anyone_trades());
}
