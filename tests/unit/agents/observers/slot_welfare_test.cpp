#include "agents/observers/slot_welfare.hpp"

#include "tests/unit/agents/published/shown_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using peerwatt::testing::ShownSlot;

namespace {

constexpr ProsumerId kFirst{0}, kSecond{1};

Community two_homes(double flexible_share, double choke_price) {
  Community community;
  community.names = {"first", "second"};
  community.flexible_share.assign(2, flexible_share);
  community.choke_price.assign(2, choke_price);
  return community;
}

// A searched price of 0.5 between a base price of 0.25 and no cap.
ShownSlot searched_slot() {
  ShownSlot slot{2};
  slot.cps.prices = {.sell = 0.5, .base = 0.25, .feed_in = 0.125};
  slot.cps.searched = true;
  return slot;
}

}  // namespace

// Each home takes 4 kWh, 2 of them flexible and worth 0.75 down to 0.25. The first goes without 1
// of these: it keeps 0.75 + 0.5, half of each kWh counted, that is 0.625; the second has all of
// it, worth 1. 7 kWh at 0.125 are generated.
TEST_CASE("a slot is worth the flexible energy that is served, less what generation costs") {
  const Community community = two_homes(0.5, 0.75);
  ShownSlot slot = searched_slot();
  slot.load_kwh.assign(2, 4);
  slot.accounts.unserved_kwh[kFirst] = 1;
  slot.cost = {.linear = 0.125, .capacity_kwh = 100};
  const SlotWelfare welfare = WelfareGauge{community}.measure(slot.show());
  CHECK(welfare.found == doctest::Approx(0.625 + 1 - 7 * 0.125));
  // Every flexible kWh is worth more than the 0.125 that it costs.
  CHECK(welfare.efficient == doctest::Approx(2 - 8 * 0.125));
  CHECK(welfare.efficient >= welfare.found);
}

// First missing kWh: of the first home half of 2 kWh is served, the next is worth 0.5; the second
// has bought more.
TEST_CASE("the price is set by whose first missing kWh is worth it") {
  const Community community = two_homes(0.5, 0.75);
  ShownSlot slot = searched_slot();
  slot.residual.flexible_kwh.assign(2, 2);
  slot.residual.served_flexible_kwh.assign(2, 1);
  slot.accounts.p2p_bought_kwh[kSecond] = 0.5;
  const scenario::LeaderSettings settings;
  CHECK(price_setter(slot.show(), community, settings) == kFirst);
  slot.accounts.p2p_bought_kwh[kFirst] = 0.75;
  slot.accounts.p2p_bought_kwh[kSecond] = 0;
  CHECK(price_setter(slot.show(), community, settings) == kSecond);
}

TEST_CASE("equals are told apart by the lower id") {
  const Community community = two_homes(0.5, 0.75);
  ShownSlot slot = searched_slot();
  slot.residual.flexible_kwh.assign(2, 2);
  slot.residual.served_flexible_kwh.assign(2, 1);
  CHECK(price_setter(slot.show(), community, {}) == kFirst);
}

TEST_CASE("nobody sets a price that was not searched, was capped, or that all are below") {
  const Community community = two_homes(0.5, 0.75);
  ShownSlot slot = searched_slot();
  slot.residual.flexible_kwh.assign(2, 2);
  slot.residual.served_flexible_kwh.assign(2, 1);
  ShownSlot other = slot;
  other.cps.searched = false;
  CHECK_FALSE(price_setter(other.show(), community, {}));
  other = slot;
  other.cps.capped = true;
  CHECK_FALSE(price_setter(other.show(), community, {}));
  other = slot;
  other.cps.prices.sell = 0.625;
  CHECK_FALSE(price_setter(other.show(), community, {}));
}
