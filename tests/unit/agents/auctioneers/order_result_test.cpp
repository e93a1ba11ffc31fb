#include "agents/auctioneers/order_result.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("what an order did not get is offered elsewhere, at the limit that holds there") {
  OrderResult result;
  result.order.owner = 7;
  result.order.quantity_kwh = 3;
  result.order.limit_price = 0.375;
  result.limit_elsewhere = 0.25;
  result.energy = market::EnergyClass::kStorage;
  result.order.random_draw = 42;
  result.fill.side = market::Side::kSell;
  result.fill.quantity_kwh = 1;
  const OrderMessage rest = unfilled_order(result, {.slot = 4, .round = 2});
  CHECK(rest.round == RoundId{4, 2});
  CHECK(rest.order.owner == 7);
  CHECK(rest.side == market::Side::kSell);
  CHECK(rest.energy == market::EnergyClass::kStorage);
  CHECK(rest.order.quantity_kwh == 2);
  CHECK(rest.order.limit_price == 0.25);
  CHECK(rest.order.random_draw == 42);
}
