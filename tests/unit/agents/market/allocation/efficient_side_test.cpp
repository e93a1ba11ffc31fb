#include "agents/market/allocation/efficient_side.hpp"

#include <algorithm>
#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr double kPerKwh = 1024;
constexpr double kAny = 1e9;  // kWh; no order is cut by it
constexpr Quanta kVolume = 6 * 1024;
using Kwh = std::vector<double>;

// The sample book's side, with its marginal order for 6 kWh.
EfficientSide sample(Side side, const std::vector<Order>& orders, Quanta volume = kVolume,
                     Quanta slack = 0) {
  EfficientSide found{side};
  found.load(orders, kPerKwh, kAny);
  found.find_margin(orders, volume, slack);
  return found;
}

TEST_CASE("the marginal order is the last one with volume in it") {
  const EfficientSide asks = sample(Side::kSell, kAsks), bids = sample(Side::kBuy, kBids);
  CHECK(asks.marginal_price() == 0.20);
  CHECK_FALSE(asks.is_marginal_filled());
  CHECK(bids.marginal_price() == 0.25);
  CHECK(bids.is_marginal_filled());
}

TEST_CASE("the order after the marginal one sets the next price, if it has a quantity") {
  CHECK(sample(Side::kBuy, kBids).next_price(kBids) == 0.15);
  CHECK_FALSE(sample(Side::kSell, kAsks).next_price(kAsks).has_value());
  std::vector<Order> bids = kBids;
  bids[1].quantity_kwh = 0;
  CHECK_FALSE(sample(Side::kBuy, bids).next_price(bids).has_value());
}

TEST_CASE("of a few quanta too much, which roundings may leave, none makes an order marginal") {
  CHECK(sample(Side::kBuy, kBids, kVolume + 2, 0).marginal_price() == 0.15);
  const EfficientSide bids = sample(Side::kBuy, kBids, kVolume + 2, 4);
  CHECK(bids.marginal_price() == 0.25);
  CHECK(bids.is_marginal_filled());
}

TEST_CASE("orders before the marginal one keep what a cut leaves, the marginal one trades or not") {
  const EfficientSide asks = sample(Side::kSell, kAsks);
  Kwh before;
  asks.quantities_before(kAsks, before);
  std::sort(before.begin(), before.end());
  CHECK(before == Kwh{2, 3});
  Kwh filled(3);
  asks.fill(kAsks, EqualCut::none(), EfficientSide::Marginal::kTrades, filled);
  CHECK(filled == Kwh{1, 2, 3});
  asks.fill(kAsks, EqualCut::none(), EfficientSide::Marginal::kStaysOut, filled);
  CHECK(filled == Kwh{0, 2, 3});
  asks.fill(kAsks, {.smallest_kept = 2, .kept_of_it = 1.5}, EfficientSide::Marginal::kStaysOut,
            filled);
  CHECK(filled == Kwh{0, 1.5, 2.5});
}

TEST_CASE("orders gain the difference to the marginal price on what they trade") {
  // (0.20 - 0.10)*2 + (0.20 - 0.12)*3, and (0.30 - 0.25)*4
  CHECK(sample(Side::kSell, kAsks).gain(EqualCut::none()) == doctest::Approx(0.44));
  CHECK(sample(Side::kBuy, kBids).gain(EqualCut::none()) == doctest::Approx(0.20));
  CHECK(sample(Side::kBuy, kBids).gain(EqualCut::all()) == 0);
}

TEST_CASE("in a tie the order of arrival, then of owners, tells which one is marginal") {
  const std::vector<Order> tie{{1, 0.2, 7, 1}, {1, 0.2, 5, 4}, {1, 0.2, 5, 3}, {1, 0.1, 9, 9}};
  const EfficientSide asks = sample(Side::kSell, tie, 3 * 1024);
  Kwh filled(4);
  asks.fill(tie, EqualCut::none(), EfficientSide::Marginal::kStaysOut, filled);
  CHECK(filled == Kwh{0, 0, 1, 1});
  asks.fill(tie, EqualCut::none(), EfficientSide::Marginal::kTrades, filled);
  CHECK(filled == Kwh{0, 1, 1, 1});
  CHECK(asks.next_price(tie) == 0.2);
}

}  // namespace
}  // namespace peerwatt::market
