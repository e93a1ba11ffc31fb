#include "agents/market/call_auction.hpp"

#include <cmath>
#include <initializer_list>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

struct Cleared {
  AuctionOutcome outcome;
  std::vector<double> sold;
  std::vector<double> bought;
};

Cleared clear(const std::vector<Order>& asks, const std::vector<Order>& bids,
              AuctionParameters parameters = {}) {
  // Outputs are overwritten, whatever they held.
  Cleared cleared{{}, std::vector<double>(asks.size(), -7), std::vector<double>(bids.size(), -7)};
  CallAuction auction{parameters};
  cleared.outcome = auction.clear(asks, bids, cleared.sold, cleared.bought);
  return cleared;
}

constexpr AuctionParameters kSplit{.rule = PricingRule::kKPricing, .k = 0.5};

// Asks 2 kWh at 0.10, 3 at 0.12, 2 at 0.20; bids 4 kWh at 0.30, 2 at 0.25, 2 at 0.15. In order of
// merit the first 6 kWh cross: 2 + 3 + 1 of the asks, 4 + 2 of the bids; 0.20 > 0.15 ends it.
const std::vector<Order> kAsks{{2, 0.20, 0, 3}, {2, 0.10, 0, 1}, {3, 0.12, 0, 2}};
const std::vector<Order> kBids{{4, 0.30, 0, 4}, {2, 0.15, 0, 6}, {2, 0.25, 0, 5}};

// 4*0.30 + 2*0.25 - 2*0.10 - 3*0.12 - 1*0.20 = 1.70 - 0.76
constexpr double kMaxWelfare = 0.94;

TEST_CASE("trade reduction leaves out the marginal ask and bid, which set the prices") {
  const Cleared c = clear(kAsks, kBids);
  // L = the ask at 0.20, M = the bid at 0.25. Before them 2 + 3 kWh are offered, 4 are wanted: the
  // sellers share the excess of 1 kWh, half each.
  CHECK(c.outcome.price_seller == 0.20);
  CHECK(c.outcome.price_buyer == 0.25);
  CHECK(c.outcome.volume_kwh == doctest::Approx(4));
  CHECK(c.sold[0] == 0);
  CHECK(c.sold[1] == doctest::Approx(1.5));
  CHECK(c.sold[2] == doctest::Approx(2.5));
  CHECK(c.bought == std::vector<double>{4, 0, 0});
  CHECK(c.outcome.spread() == doctest::Approx(4 * 0.05));
  // 4*0.30 - 1.5*0.10 - 2.5*0.12
  CHECK(c.outcome.welfare == doctest::Approx(0.75));
  CHECK(c.outcome.max_welfare == doctest::Approx(kMaxWelfare));
}

TEST_CASE("k-pricing trades the efficient volume and fills the marginal order partly") {
  const Cleared c = clear(kAsks, kBids, {.rule = PricingRule::kKPricing, .k = 0.25});
  CHECK(c.outcome.volume_kwh == doctest::Approx(6));
  CHECK(c.sold[0] == doctest::Approx(1));
  CHECK(c.sold[1] == 2);
  CHECK(c.sold[2] == 3);
  CHECK(c.bought == std::vector<double>{4, 0, 2});
  // 0.25*0.25 + 0.75*0.20
  CHECK(c.outcome.price_seller == doctest::Approx(0.2125));
  CHECK(c.outcome.price_buyer == c.outcome.price_seller);
  CHECK(c.outcome.spread() == 0);
  CHECK(c.outcome.welfare == doctest::Approx(kMaxWelfare));
  CHECK(c.outcome.max_welfare == doctest::Approx(kMaxWelfare));
}

TEST_CASE("the price of k-pricing never leaves the two marginal prices by a rounding") {
  for (int i = 1; i < 2000; ++i) {
    const double price = 0.001 * i;
    const Cleared c = clear({{1, price, 0, 1}}, {{1, price, 0, 2}},
                            {.rule = PricingRule::kKPricing, .k = 0.0007 * (i % 1000)});
    CHECK(c.outcome.price_seller == price);
  }
}

TEST_CASE("one pair alone does not trade under trade reduction") {
  const Cleared c = clear({{1, 0.1, 0, 1}}, {{1, 0.3, 0, 2}});
  CHECK(c.outcome.volume_kwh == 0);
  CHECK(c.sold[0] == 0);
  CHECK(c.bought[0] == 0);
  CHECK(c.outcome.max_welfare == doctest::Approx(0.2));
  CHECK(c.outcome.welfare == 0);
}

TEST_CASE("an ask equal to a bid crosses, and one above it does not") {
  CHECK(clear({{1, 0.2, 0, 1}}, {{1, 0.2, 0, 2}}, kSplit).outcome.volume_kwh == 1);
  const double above = std::nextafter(0.2, 1.0);
  CHECK(clear({{1, above, 0, 1}}, {{1, 0.2, 0, 2}}, kSplit).outcome.volume_kwh == 0);
}

TEST_CASE("nothing happens where a side is missing or offers nothing") {
  for (const AuctionParameters& parameters : {AuctionParameters{}, kSplit}) {
    CHECK(clear({}, {}, parameters).outcome.volume_kwh == 0);
    CHECK(clear(kAsks, {}, parameters).sold == std::vector<double>{0, 0, 0});
    CHECK(clear({}, kBids, parameters).bought == std::vector<double>{0, 0, 0});
    const Cleared c = clear({{0, 0.1, 0, 1}, {0, 0.2, 0, 2}}, kBids, parameters);
    CHECK(c.outcome.volume_kwh == 0);
    CHECK(c.outcome.max_welfare == 0);
    CHECK(c.bought == std::vector<double>{0, 0, 0});
  }
}

TEST_CASE("ties in price go to the earlier order, then to the smaller owner") {
  const std::vector<Order> asks{{1, 0.1, 5, 1}, {1, 0.1, 4, 9}, {1, 0.1, 4, 8}};
  const std::vector<Order> bids{{1.5, 0.3, 0, 2}};
  // 1.5 kWh go to owner 8, then owner 9 of the earlier arrival.
  CHECK(clear(asks, bids, kSplit).sold == std::vector<double>{0, 0.5, 1});
}

TEST_CASE("under trade reduction the last in a tie is the marginal one") {
  // 3 kWh cross; owner 3 is the last ask needed, owner 6 the last bid.
  const std::vector<Order> asks{{1, 0.1, 0, 3}, {1, 0.1, 0, 2}, {1, 0.1, 0, 1}, {1, 0.1, 0, 4}};
  const std::vector<Order> bids{{1, 0.1, 0, 6}, {2, 0.1, 0, 5}};
  const Cleared c = clear(asks, bids);
  CHECK(c.sold == std::vector<double>{0, 1, 1, 0});
  CHECK(c.bought == std::vector<double>{0, 2});
}

TEST_CASE("an order without quantity neither trades nor sets a price") {
  // Without the empty orders: L = the ask at 0.12, M = the bid at 0.25.
  const std::vector<Order> asks{{1, 0.10, 0, 1}, {0, 0.11, 0, 2}, {1, 0.12, 0, 3}, {0, 0.13, 0, 4}};
  const std::vector<Order> bids{{1, 0.30, 0, 5}, {1, 0.25, 0, 6}, {0, 0.24, 0, 7}};
  const Cleared c = clear(asks, bids);
  CHECK(c.outcome.price_seller == 0.12);
  CHECK(c.outcome.price_buyer == 0.25);
  CHECK(c.sold == std::vector<double>{1, 0, 0, 0});
  CHECK(c.bought == std::vector<double>{1, 0, 0});
}

TEST_CASE("the remainder of a rounding makes no order marginal") {
  // 0.1 + 0.2 is 5.6e-17 more than 0.3 in doubles; the bid at 0.20 must not become marginal by it.
  const std::vector<Order> asks{{0.1, 0.10, 0, 1}, {0.2, 0.11, 0, 2}};
  const std::vector<Order> bids{{0.1, 0.40, 0, 3}, {0.2, 0.30, 0, 4}, {1, 0.20, 0, 5}};
  const Cleared even = clear(asks, bids);
  CHECK(even.outcome.price_buyer == 0.30);
  const Cleared c = clear(asks, {{0.3, 0.40, 0, 3}, {1, 0.20, 0, 5}});
  CHECK(c.outcome.volume_kwh == 0);  // M is the first bid: nobody is before it
}

TEST_CASE("quantities of every size clear") {
  for (const double unit : {1e-200, 1e-9, 1.0, 1e12, 1e300}) {
    const Cleared c =
        clear({{2 * unit, 0.20, 0, 3}, {2 * unit, 0.10, 0, 1}, {3 * unit, 0.12, 0, 2}},
              {{4 * unit, 0.30, 0, 4}, {2 * unit, 0.15, 0, 6}, {2 * unit, 0.25, 0, 5}});
    CHECK(c.outcome.volume_kwh / unit == doctest::Approx(4));
    CHECK(c.sold[2] / unit == doctest::Approx(2.5));
  }
}

TEST_CASE("a tiny order keeps its exact quantity beside a huge one") {
  const Cleared c =
      clear({{1e-3, 0.10, 0, 1}, {1e3, 0.12, 0, 2}, {1, 0.13, 0, 3}}, {{2e3, 0.30, 0, 4}}, kSplit);
  CHECK(c.sold == std::vector<double>{1e-3, 1e3, 1});
}

TEST_CASE("prices may be negative or zero") {
  const Cleared c = clear({{1, -0.20, 0, 1}, {1, 0.0, 0, 2}, {1, 0.10, 0, 3}},
                          {{1, 0.05, 0, 4}, {1, -0.0, 0, 5}}, kSplit);
  CHECK(c.outcome.volume_kwh == 2);
  CHECK(c.outcome.price_seller == 0);
  CHECK(c.sold == std::vector<double>{1, 1, 0});
}

}  // namespace
}  // namespace peerwatt::market
