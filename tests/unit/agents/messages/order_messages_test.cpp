#include "agents/messages/order_messages.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("awards of several trades add up, and keep the side") {
  Award award{.side = market::Side::kSell,
              .quantity_kwh = 2,
              .auction_kwh = 1.5,
              .stored_kwh = 0.25,
              .money = 0.5,
              .network_charge = 0.125};
  award.add({.side = market::Side::kSell,
             .quantity_kwh = 1,
             .auction_kwh = 1,
             .stored_kwh = 0.5,
             .money = 0.25,
             .network_charge = 0.0625});
  CHECK(award.side == market::Side::kSell);
  CHECK(award.quantity_kwh == 3);
  CHECK(award.auction_kwh == 2.5);
  CHECK(award.stored_kwh == 0.75);
  CHECK(award.money == 0.75);
  CHECK(award.network_charge == 0.1875);
}

TEST_CASE("an award that nothing was added to takes the side of the first trade") {
  Award award;
  award.add({.side = market::Side::kSell, .quantity_kwh = 1});
  CHECK(award.side == market::Side::kSell);
}
