#include "agents/market/fill.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("fills of several trades add up, and keep the side") {
  market::Fill fill{.side = market::Side::kSell,
                    .quantity_kwh = 2,
                    .auction_kwh = 1.5,
                    .stored_kwh = 0.25,
                    .money = 0.5,
                    .network_charge = 0.125};
  fill.add({.side = market::Side::kSell,
            .quantity_kwh = 1,
            .auction_kwh = 1,
            .stored_kwh = 0.5,
            .money = 0.25,
            .network_charge = 0.0625});
  CHECK(fill.side == market::Side::kSell);
  CHECK(fill.quantity_kwh == 3);
  CHECK(fill.auction_kwh == 2.5);
  CHECK(fill.stored_kwh == 0.75);
  CHECK(fill.money == 0.75);
  CHECK(fill.network_charge == 0.1875);
}

TEST_CASE("a fill that nothing was added to takes the side of the first trade") {
  market::Fill fill;
  fill.add({.side = market::Side::kSell, .quantity_kwh = 1});
  CHECK(fill.side == market::Side::kSell);
}
