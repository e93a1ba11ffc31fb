#include "agents/observers/system_record.hpp"

#include "tests/unit/agents/published/shown_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using peerwatt::testing::ShownSlot;

namespace {

constexpr ProsumerId kFirst{0}, kSecond{1};

MarketTotals traded(double kwh, double price) {
  MarketTotals totals;
  totals.volume_kwh = kwh;
  totals.paid = totals.earned = kwh * price;
  totals.prices = {price, price};
  return totals;
}

}  // namespace

// Others take 10 kWh, prosumers 4, and 2 are fed in: 12 are generated, 5 of them by the reserve.
TEST_CASE("the CPS's account becomes demand, reserve, cost and balance") {
  ShownSlot slot{1};
  slot.cps.other_demand_kwh = 10;
  slot.cps.supply_kwh = 4;
  slot.cps.feed_in_kwh = 2;
  slot.cps.prices = {.sell = 0.5, .base = 0.25, .feed_in = 0.125};
  slot.cps.reduction_paid = 0.75;
  slot.cost = {.linear = 0.125, .reserve_price = 0.5, .capacity_kwh = 7};
  const recording::SystemRecord system = system_record(slot.show());
  CHECK(system.net_demand_kwh == 12);
  CHECK(system.reserve_kwh == 5);
  CHECK(system.generation_cost == 4);
  CHECK(system.other_customers_paid == 2.5);
  CHECK(system.cps_balance == 2 * 0.125 - 4 * 0.5 + 0.75);
  CHECK(system.reduction_paid == 0.75);
}

TEST_CASE("without a trade there is no price") {
  const recording::SystemRecord system = system_record(ShownSlot{1}.show());
  CHECK_FALSE(system.p2p_price_mean.has_value());
  CHECK_FALSE(system.p2p_price_min.has_value());
  CHECK_FALSE(system.local_price_mean.has_value());
  CHECK_FALSE(system.solar_price_mean.has_value());
}

TEST_CASE("trades of zones and of the levels above them add up, and stay apart") {
  ShownSlot slot{1};
  slot.markets.zones = traded(2, 0.25);
  slot.markets.areas = slot.markets.feeder.market = traded(6, 0.5);
  slot.markets.feeder.network_charge = 0.125;
  slot.markets.zones_network_charge = 0.25;
  const recording::SystemRecord system = system_record(slot.show());
  CHECK(system.p2p_energy_kwh == 8);
  CHECK(system.p2p_price_mean == 0.4375);
  CHECK(system.p2p_price_min == 0.25);
  CHECK(system.p2p_price_max == 0.5);
  CHECK(system.local_energy_kwh == 2);
  CHECK(system.local_price_mean == 0.25);
  CHECK(system.feeder_energy_kwh == 6);
  CHECK(system.substation_energy_kwh == 0);
  CHECK(system.operator_balance == -0.375);
}

// One price, three trades: 0.1 + 0.2 is not 0.3 in doubles, the mean still is the price.
TEST_CASE("where all trade at one price, the mean is that price") {
  ShownSlot slot{1};
  slot.markets.zones = traded(0.3, 0.1);
  slot.markets.zones.paid = 0.1 * 0.1 + 0.2 * 0.1;
  CHECK(system_record(slot.show()).p2p_price_mean == 0.1);
}

TEST_CASE("an order book's trades are told apart by what sellers delivered") {
  ShownSlot slot{2};
  slot.markets.zones = traded(4, 0.5);
  slot.markets.in_order_books = true;
  slot.accounts.p2p_sold_kwh[kSecond] = 4;
  slot.accounts.p2p_earned[kSecond] = 2;
  slot.accounts.stored_sold_kwh[kSecond] = 1;
  const recording::SystemRecord system = system_record(slot.show());
  CHECK(system.solar_energy_kwh == 3);
  CHECK(system.solar_price_mean == 0.5);
  CHECK(system.storage_energy_kwh == 1);
  CHECK(system.storage_price_mean == 0.5);
}

TEST_CASE("what all prosumers left unserved and owe adds up") {
  ShownSlot slot{2};
  slot.accounts.unserved_kwh[kFirst] = 1;
  slot.accounts.unserved_kwh[kSecond] = 0.5;
  slot.accounts.balance[kFirst] = 2;
  slot.accounts.balance[kSecond] = -0.5;
  const recording::SystemRecord system = system_record(slot.show());
  CHECK(system.unserved_kwh == 1.5);
  CHECK(system.prosumers_balance == 1.5);
}
