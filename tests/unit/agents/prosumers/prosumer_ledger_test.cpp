#include "agents/prosumers/prosumer_ledger.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

// Sells at 0.5, base tariff 0.2, buys at 0.1.
constexpr Prices kPrices{.sell = 0.5, .base = 0.2, .feed_in = 0.1};

// 3 kWh of load are missing, 1 of which must be served; flexible load worth 0.8 (first kWh) down to
// 0.2: at 0.5 half of its 2 kWh are worth the price.
SlotPosition buyer() {
  return {.deficiency_kwh = 3,
          .surplus_kwh = 0,
          .demand = {.inflexible_kwh = 1,
                     .served_flexible_kwh = 0,
                     .flexible = {.most_kwh = 2, .choke_price = 0.8, .reference_price = 0.2}}};
}

Statement statement(market::Side side, double auction, double mid, double money) {
  return {.slot = 4,
          .coalition = CoalitionId{2},
          .is_peak = true,
          .prices = kPrices,
          .fill = {
              .side = side, .quantity_kwh = auction + mid, .auction_kwh = auction, .money = money}};
}

}  // namespace

TEST_CASE("who buys nothing from peers buys what is worth the price, and leaves the rest") {
  ProsumerAccounts accounts{2};
  ProsumerLedger ledger{accounts};
  ledger.enter_trades(ProsumerId{1}, statement(market::Side::kBuy, 0, 0, 0), 0.3);
  const MeterReport report = ledger.settle(ProsumerId{1}, buyer());
  CHECK(report.bought_kwh == doctest::Approx(2));  // 1 must + 1 of 2 flexible
  CHECK(report.bought_elastic_kwh == doctest::Approx(1));
  CHECK(report.sold_kwh == 0);
  CHECK(accounts.unserved_kwh[ProsumerId{1}] == doctest::Approx(1));
  CHECK(accounts.balance[ProsumerId{1}] == doctest::Approx(1.0));  // 2 kWh at 0.5
  // The kWh that is missing would have been worth 0.5 at first and 0.2 at last.
  CHECK(accounts.comfort_lost[ProsumerId{1}] == doctest::Approx(0.35));
  CHECK(accounts.reservation_price[ProsumerId{1}] == 0.3);
  CHECK(accounts.coalition[ProsumerId{1}] == 2);
}

TEST_CASE("energy from peers serves what must be served first, then flexible load") {
  ProsumerAccounts accounts{1};
  ProsumerLedger ledger{accounts};
  ledger.enter_trades(ProsumerId{0}, statement(market::Side::kBuy, 0.5, 1.0, 0.45), 0.3);
  const MeterReport report = ledger.settle(ProsumerId{0}, buyer());
  // 1.5 kWh: 1 must, 0.5 flexible; 0.5 more flexible is worth 0.5.
  CHECK(report.bought_kwh == doctest::Approx(0.5));
  CHECK(report.bought_elastic_kwh == doctest::Approx(0.5));
  CHECK(accounts.unserved_kwh[ProsumerId{0}] == doctest::Approx(1));
  CHECK(accounts.p2p_bought_kwh[ProsumerId{0}] == doctest::Approx(1.5));
  CHECK(accounts.auction_bought_kwh[ProsumerId{0}] == doctest::Approx(0.5));
  CHECK(accounts.p2p_sold_kwh[ProsumerId{0}] == 0);
  CHECK(accounts.p2p_paid[ProsumerId{0}] == doctest::Approx(0.45));
  CHECK(accounts.balance[ProsumerId{0}] == doctest::Approx(0.45 + 0.25));
}

TEST_CASE("peers may leave inflexible load to the grid") {
  ProsumerAccounts accounts{1};
  ProsumerLedger ledger{accounts};
  ledger.enter_trades(ProsumerId{0}, statement(market::Side::kBuy, 0.4, 0, 0.12), 0.3);
  const MeterReport report = ledger.settle(ProsumerId{0}, buyer());
  CHECK(report.bought_kwh == doctest::Approx(0.6 + 1));
  CHECK(report.bought_elastic_kwh == doctest::Approx(1));
}

TEST_CASE("what is paid for a reduction is taken off the bill") {
  ProsumerAccounts of_plain{1}, of_rewarded{1};
  ProsumerLedger plain{of_plain}, rewarded{of_rewarded};
  SlotPosition position = buyer();
  for (ProsumerLedger* ledger : {&plain, &rewarded}) {
    ledger->enter_trades(ProsumerId{0}, statement(market::Side::kBuy, 0.5, 1.0, 0.45), 0.3);
  }
  plain.settle(ProsumerId{0}, position);
  position.reduction = {.energy_kwh = 2, .price = 0.15};
  CHECK(rewarded.settle(ProsumerId{0}, position).reduction_kwh == 2);
  CHECK(of_rewarded.reduction_kwh[ProsumerId{0}] == 2);
  CHECK(of_rewarded.reduction_paid[ProsumerId{0}] == doctest::Approx(0.3));
  CHECK(of_rewarded.balance[ProsumerId{0}] ==
        doctest::Approx(of_plain.balance[ProsumerId{0}] - 0.3));
  CHECK(of_rewarded.grid_bought_kwh[ProsumerId{0}] == of_plain.grid_bought_kwh[ProsumerId{0}]);
}

TEST_CASE("a seller sells the rest of its surplus to the grid") {
  ProsumerAccounts accounts{1};
  ProsumerLedger ledger{accounts};
  ledger.enter_trades(ProsumerId{0}, statement(market::Side::kSell, 1, 0.5, 0.4), 0.2);
  const MeterReport report =
      ledger.settle(ProsumerId{0}, {.deficiency_kwh = 0, .surplus_kwh = 4, .demand = {}});
  CHECK(report.sold_kwh == doctest::Approx(2.5));
  CHECK(report.bought_kwh == 0);
  CHECK(accounts.p2p_sold_kwh[ProsumerId{0}] == doctest::Approx(1.5));
  CHECK(accounts.auction_sold_kwh[ProsumerId{0}] == doctest::Approx(1));
  CHECK(accounts.balance[ProsumerId{0}] == doctest::Approx(-0.4 - 0.25));
  CHECK(accounts.surplus_kwh[ProsumerId{0}] == 4);
  CHECK(accounts.comfort_lost[ProsumerId{0}] == 0);
}

TEST_CASE("a new slot leaves nothing of the last one") {
  ProsumerAccounts accounts{1};
  ProsumerLedger ledger{accounts};
  ledger.enter_trades(ProsumerId{0}, statement(market::Side::kSell, 1, 0.5, 0.4), 0.2);
  ledger.settle(ProsumerId{0}, {.deficiency_kwh = 0, .surplus_kwh = 4, .demand = {}});
  Statement quiet = statement(market::Side::kBuy, 0, 0, 0);
  quiet.coalition = {};
  ledger.enter_trades(ProsumerId{0}, quiet, 0.3);
  ledger.settle(ProsumerId{0}, {});
  CHECK(accounts.coalition[ProsumerId{0}] == kNoId);
  for (const ProsumerAccounts::Column<double>* column :
       {&accounts.p2p_bought_kwh, &accounts.p2p_sold_kwh, &accounts.auction_sold_kwh,
        &accounts.auction_bought_kwh, &accounts.p2p_paid, &accounts.p2p_earned,
        &accounts.grid_bought_kwh, &accounts.grid_sold_kwh, &accounts.unserved_kwh,
        &accounts.comfort_lost, &accounts.stored_sold_kwh, &accounts.surplus_kwh,
        &accounts.balance}) {
    CHECK((*column)[ProsumerId{0}] == 0);
  }
}
