#include "agents/market/mechanisms/class_auction.hpp"

#include <memory>
#include <vector>

#include "agents/market/energy_class.hpp"
#include "agents/market/mechanisms/k_pricing.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// Two sellers of 2 kWh each, out of the sun at 0.15 and out of a battery at 0.10; two buyers of
// 2 kWh each at 0.20 and 0.18.
struct Book {
  std::vector<Order> asks{{.quantity_kwh = 2, .limit_price = 0.15, .owner = 1},
                          {.quantity_kwh = 2, .limit_price = 0.10, .owner = 2}};
  std::vector<Order> bids{{.quantity_kwh = 2, .limit_price = 0.20, .owner = 3},
                          {.quantity_kwh = 2, .limit_price = 0.18, .owner = 4}};
  std::vector<EnergyClass> classes{EnergyClass::kSolar, EnergyClass::kStorage};
  std::vector<ClassPremiums> premiums{{0, 0}, {0, 0}};
  std::vector<double> pool{0, 0};

  CallMarket market() const {
    return {.asks = asks,
            .bids = bids,
            .pool_demand_kwh = pool,
            .grid = {.sell = 0.30, .feed_in = 0.05},
            .ask_classes = classes,
            .bid_premiums = premiums};
  }
};

Clearing clear_apart(const CallMarket& market) {
  ClassAuction rule{std::make_unique<KPricing>(0.5)};
  Clearing clearing;
  rule.clear(market, clearing);
  return clearing;
}

}  // namespace

TEST_CASE("a premium lets its owner bid more for its class, and the other class goes on") {
  Book book;
  book.premiums[0] = {0.06, 0};
  const Clearing clearing = clear_apart(book.market());
  const Stage& stage = clearing.stages().front();
  CHECK(stage.rule == MechanismId::kKPricing);
  CHECK(stage.bids.quantity_kwh == std::vector<double>{2, 2});
  // Sun: bid 0.26 against ask 0.15. Battery: bid 0.18 against ask 0.10.
  CHECK(stage.bids.money[0] == doctest::Approx(2 * 0.205));
  CHECK(stage.bids.money[1] == doctest::Approx(2 * 0.14));
  CHECK(stage.asks.money == stage.bids.money);
  CHECK(stage.volume_kwh == doctest::Approx(4));
  CHECK(stage.prices.least == doctest::Approx(0.14));
  CHECK(stage.prices.most == doctest::Approx(0.205));
  CHECK(clearing.max_welfare == doctest::Approx(2 * 0.11 + 2 * 0.08));
  CHECK(clearing.welfare() == doctest::Approx(clearing.max_welfare));
}

TEST_CASE("together, all classes have one price") {
  Book book;
  book.premiums[0] = {0.06, 0};
  Clearing clearing;
  KPricing{0.5}.clear(book.market(), clearing);
  CHECK(clearing.stages().front().price_buyer.value() == doctest::Approx(0.165));
}

TEST_CASE("no premium takes a bid above what the grid sells at") {
  Book book;
  book.premiums[0] = {9, 0};
  const Clearing clearing = clear_apart(book.market());
  CHECK(clearing.stages().front().bids.money[0] == doctest::Approx(2 * (0.30 + 0.15) / 2));
}

TEST_CASE("a buyer takes to the second class only what it still wants") {
  Book book;
  book.asks[0].quantity_kwh = 1.5;
  book.premiums[0] = book.premiums[1] = {0.05, 0};
  const Clearing clearing = clear_apart(book.market());
  const Stage& stage = clearing.stages().front();
  CHECK(stage.bids.quantity_kwh == std::vector<double>{2, 1.5});  // 1.5 sun; then 0.5 and 1.5
  CHECK(stage.asks.quantity_kwh == std::vector<double>{1.5, 2});
}

TEST_CASE("class auctions come before the mid-market stage, too") {
  Book book;
  book.premiums[0] = {0.06, 0};
  book.pool = {3, 2};
  book.asks[0].quantity_kwh = 4;
  Clearing clearing;
  make_mechanism(MechanismId::kAuctionThenMidMarket,
                 {.auction = MechanismId::kKPricing, .classes = ClassHandling::kApart})
      ->clear(book.market(), clearing);
  REQUIRE(clearing.stages().size() == 2);
  const Stage& pool = clearing.stages().back();
  CHECK(pool.rule == MechanismId::kMidMarketRate);
  CHECK(clearing.stages().front().volume_kwh == doctest::Approx(4));
  CHECK(pool.volume_kwh == doctest::Approx(1));
}

}  // namespace peerwatt::market
