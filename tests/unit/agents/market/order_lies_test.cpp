#include "agents/market/order_lies.hpp"

#include <memory>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

struct Book {
  std::vector<Order> asks;
  std::vector<Order> bids;
  GridPrices grid{};

  CallMarket market() const { return {.asks = asks, .bids = bids, .grid = grid}; }
};

Order order(double kwh, double price, std::uint32_t owner) {
  return {.quantity_kwh = kwh, .limit_price = price, .owner = owner};
}

LieFindings lies_of(std::uint32_t owner, MechanismId rule, const Book& book,
                    const LiesTried& tried = {}) {
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule, {});
  OrderLies lies{*mechanism, tried};
  const LimitWorth worth{book.market()};
  lies.load(book.market(), worth);
  return lies.best_of(owner);
}

void check_none(const LieFindings& found, std::initializer_list<LieKind> kinds) {
  for (const LieKind kind : kinds) {
    CAPTURE(static_cast<int>(kind));
    CHECK(!found.of(kind).pays());
    CHECK(found.of(kind).stated.empty());
  }
}

// 4.5 kWh cross at 0.25. Owner 2 is the marginal seller and trades nothing. With 1.5 kWh it ends
// where owner 4 does; the next orders, at 0.75 and 0.25, give a price of 0.5 for all.
TEST_CASE("under McAfee's rule a marginal seller offers less and is paid the price of all") {
  const Book book{{order(2.5, 0.125, 1), order(2, 0.25, 2), order(1, 0.75, 3)},
                  {order(4, 1, 4), order(0.5, 0.25, 5)}};
  const LieFindings found = lies_of(2, MechanismId::kMcAfee, book);
  CHECK(found.utility == 0);
  const Lie& lie = found.of(LieKind::kQuantity);
  CHECK(lie.pays());
  CHECK(lie.gain() == doctest::Approx(1.5 * (0.5 - 0.25)).epsilon(1e-6));
  REQUIRE(lie.stated.size() == 1);
  CHECK(lie.stated[0].quantity_kwh == doctest::Approx(1.5).epsilon(1e-5));
  CHECK(lie.stated[0].limit_price == 0.25);
  CHECK(found.of(LieKind::kQuantityAndPrice).gain() >= lie.gain() - lie.rounding);
}

// Owner 2 is the marginal seller. Of 6 kWh it offers a half at its price, the other at 0.5, which
// the second bid still meets: that becomes the price of all sellers.
TEST_CASE("under trade reduction a seller sets the price of one half by the other") {
  const Book book{{order(3, 0.25, 1), order(6, 0.25, 2)},
                  {order(6, 1, 3), order(1, 0.5, 4), order(2, 0.25, 5)}};
  const LieFindings found =
      lies_of(2, MechanismId::kTradeReduction, book, {.quantities = false, .any_sum = false});
  CHECK(found.utility == 0);
  check_none(found, {LieKind::kPrice, LieKind::kQuantity});
  const Lie& lie = found.of(LieKind::kSplit);
  REQUIRE(lie.stated.size() == 2);
  CHECK(lie.stated[0].quantity_kwh + lie.stated[1].quantity_kwh == doctest::Approx(6));
  CHECK(lie.stated[1].limit_price == 0.5);
  CHECK(lie.gain() >= 3 * (0.5 - 0.25));
  CHECK(lie.gain() < 4 * (0.5 - 0.25));  // fewer than 4 kWh: else the second half is not needed
}

// With one order on each side the rule trades nothing, whatever they state. Two of each let the
// first pair trade, at the prices of the second.
TEST_CASE("an owner alone on both sides gains by splits only") {
  const Book book{{order(1, 0.25, 0)}, {order(1, 0.75, 0)}};
  for (const MechanismId rule : {MechanismId::kTradeReduction, MechanismId::kMcAfee}) {
    const LieFindings found = lies_of(0, rule, book);
    check_none(found, {LieKind::kPrice, LieKind::kQuantity, LieKind::kQuantityAndPrice});
    CHECK(found.of(LieKind::kSplit).gain() == doctest::Approx(0.9 * (0.75 - 0.25)));
    CHECK(found.of(LieKind::kSplit).stated.size() == 4);
    CHECK(found.tried_of(LieKind::kQuantityAndPrice) > 0);
  }
}

// Owner 1 could sell 3 kWh more at 0.25. It would have to buy them.
TEST_CASE("energy that is not held is not sold at a gain") {
  const Book book{{order(5, 0.125, 1), order(5, 0.25, 2)}, {order(8, 1, 3), order(1, 0.25, 4)}};
  const LieFindings found = lies_of(1, MechanismId::kTradeReduction, book);
  CHECK(found.utility == 5 * (0.25 - 0.125));
  check_none(found, {LieKind::kPrice, LieKind::kQuantity, LieKind::kQuantityAndPrice});
}

// Owner 3 wants a quarter of what is wanted and gets that part of 4 kWh at 0.5. What it states
// more brings it all that it needs, and nothing more is worth its price.
TEST_CASE("a pool's long side gains by stating more than it needs") {
  Book book{{order(4, 0.125, 1)}, {order(6, 1, 2), order(2, 1, 3)}, {.sell = 1, .feed_in = 0}};
  std::vector<double> demand{6, 2};
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(MechanismId::kMidMarketRate, {});
  OrderLies lies{*mechanism, {.splits = false}};
  CallMarket market = book.market();
  market.pool_demand_kwh = demand;
  const LimitWorth worth{market};
  lies.load(market, worth);
  const LieFindings found = lies.best_of(3);
  CHECK(found.utility == doctest::Approx(4 * 0.25 * 0.5));
  const Lie& lie = found.of(LieKind::kQuantity);
  CHECK(lie.stated.at(0).quantity_kwh == doctest::Approx(4));  // twice as much: 4 of 10
  CHECK(lie.gain() == doctest::Approx((4 * 0.4 - 1) * 0.5).epsilon(1e-5));
  CHECK(!found.of(LieKind::kPrice).pays());
}

// Each name pays what the others lose by it; the auctioneer pays for a name that lets another
// trade.
TEST_CASE("vcg sees through two orders of an owner, not through two names") {
  const Book book{{order(1, 0.25, 0)}, {order(1, 0.75, 0)}};
  const LieFindings found = lies_of(0, MechanismId::kVcg, book);
  CHECK(found.utility == 0.75 - 0.25);
  check_none(found,
             {LieKind::kPrice, LieKind::kQuantity, LieKind::kQuantityAndPrice, LieKind::kSplit});
  CHECK(found.of(LieKind::kFalseName).pays());
  CHECK(found.of(LieKind::kFalseName).stated.back().name != Name::kOwn);
}

TEST_CASE("only what is asked for is tried") {
  const Book book{{order(1, 0.25, 1)}, {order(1, 0.75, 2)}};
  const auto tried = [&](const LiesTried& which) {
    return lies_of(1, MechanismId::kKPricing, book, which).tried;
  };
  CHECK(tried({.quantities = false, .splits = false}) ==
        std::array<std::uint64_t, kLieKinds>{5, 0, 0, 0, 0});
  const auto quantities = tried({.prices = false, .splits = false});
  CHECK(quantities[0] == 0);
  CHECK(quantities[1] > 9);
  CHECK(quantities[2] == (quantities[1] - 1) * 5);  // but for nothing, which has no price
  const auto own = tried({.prices = false, .quantities = false, .false_names = false});
  CHECK(own[3] > 0);
  CHECK(own[4] == 0);
  CHECK(tried({.prices = false, .quantities = false})[4] == 2 * own[3]);
}

TEST_CASE("who has no order, or none of any quantity, has no lie about quantities") {
  const Book book{{order(0, 0.25, 1)}, {order(1, 0.75, 2)}};
  CHECK(lies_of(1, MechanismId::kKPricing, book).tried ==
        std::array<std::uint64_t, kLieKinds>{5, 0, 0, 0, 0});
  CHECK(lies_of(9, MechanismId::kKPricing, book).tried == std::array<std::uint64_t, kLieKinds>{});
}

}  // namespace
}  // namespace peerwatt::market
