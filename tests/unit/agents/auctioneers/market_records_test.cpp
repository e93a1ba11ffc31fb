#include "agents/auctioneers/market_records.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

OrderResult result(double wanted_kwh, double got_kwh, market::Side side = market::Side::kBuy) {
  OrderResult result;
  result.order.quantity_kwh = wanted_kwh;
  result.energy = market::EnergyClass::kStorage;
  result.fill.quantity_kwh = got_kwh;
  result.fill.side = side;
  return result;
}

}  // namespace

TEST_CASE("an order that misses no more than a rounding was filled") {
  CHECK(outcome(result(3, 0)) == recording::Outcome::kUnfilled);
  CHECK(outcome(result(3, 1)) == recording::Outcome::kPartlyFilled);
  CHECK(outcome(result(3, 3)) == recording::Outcome::kFilled);
  CHECK(outcome(result(3, 3 - 1e-12)) == recording::Outcome::kFilled);
  CHECK(outcome(result(3, 3 - 1e-11)) == recording::Outcome::kPartlyFilled);
}

TEST_CASE("an order that came is recorded with who, where and when, its class left open") {
  const OrderMessage message{.round = {.slot = 4, .round = 2},
                             .side = market::Side::kSell,
                             .energy = market::EnergyClass::kStorage,
                             .order = {.quantity_kwh = 3, .limit_price = 0.25, .owner = 7}};
  const recording::OrderRecord offer = order_record(message, SimTime::from_seconds(9), ZoneId{1});
  CHECK(offer.time == SimTime::from_seconds(9));
  CHECK(offer.slot == 4);
  CHECK(offer.round == 2);
  CHECK(offer.prosumer == 7);
  CHECK(offer.zone == 1);
  CHECK(offer.side == recording::SideCode::kSell);
  CHECK(offer.energy_class == recording::EnergyCode::kAny);
  CHECK(offer.quantity_kwh == 3);
  CHECK(offer.limit_price == 0.25);
}

TEST_CASE("a cleared offer is recorded with its class and outcome, a bid with no class") {
  const OrderScene scene{.round = {.slot = 4, .round = 2}, .zone = ZoneId{1}};
  const recording::OrderRecord offer = order_record(result(3, 3, market::Side::kSell), scene);
  CHECK(offer.outcome == recording::Outcome::kFilled);
  CHECK(offer.energy_class == recording::EnergyCode::kStorage);
  const recording::OrderRecord bid = order_record(result(2, 1), scene);
  CHECK(bid.outcome == recording::Outcome::kPartlyFilled);
  CHECK(bid.energy_class == recording::EnergyCode::kAny);
  CHECK(bid.slot == 4);
  CHECK(bid.zone == 1);
}
