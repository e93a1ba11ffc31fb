#include "agents/market/mechanisms/pay_as_bid.hpp"

#include <vector>

#include "agents/market/pair_price.hpp"

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared clear(const std::vector<Order>& asks, const std::vector<Order>& bids,
              PairPrice price = PairPrice::kByRule) {
  PayAsBid rule{price};
  return clear(rule, asks, bids);
}

TEST_CASE("the best ask trades with the best bid, each pair at the bid's price") {
  const Cleared c = clear(kAsks, kBids);
  // In order of merit: 2 kWh of the ask at 0.10 and 2 of the one at 0.12 to the bid at 0.30; the
  // other kWh at 0.12 and one at 0.20 to the bid at 0.25.
  const std::vector<Pair>& pairs = c.stage().pairs;
  REQUIRE(pairs.size() == 4);
  const auto check = [&](std::size_t i, std::uint32_t ask, std::uint32_t bid, double kwh,
                         double price) {
    CAPTURE(i);
    CHECK(pairs[i].ask == ask);
    CHECK(pairs[i].bid == bid);
    CHECK(pairs[i].quantity_kwh == doctest::Approx(kwh));
    CHECK(pairs[i].price_seller == price);
    CHECK(pairs[i].price_buyer == price);
  };
  check(0, 1, 0, 2, 0.30);
  check(1, 2, 0, 2, 0.30);
  check(2, 2, 2, 1, 0.25);
  check(3, 0, 2, 1, 0.25);
  CHECK(c.sold() == std::vector<double>{1, 2, 3});
  CHECK(c.bought() == std::vector<double>{4, 0, 2});
  CHECK(c.earned()[2] == doctest::Approx(2 * 0.30 + 0.25));
  CHECK(c.paid()[0] == doctest::Approx(4 * 0.30));
  CHECK(c.stage().welfare == doctest::Approx(kMaxWelfare));
  CHECK(c.stage().prices.least == 0.25);
  CHECK(c.stage().prices.most == 0.30);
}

TEST_CASE("pairs can trade half-way between ask and bid") {
  const Cleared c = clear({{1, 2, 0, 1}, {1, 3, 0, 2}}, {{2, 6, 0, 3}}, PairPrice::kMidpoint);
  CHECK(c.earned() == std::vector<double>{4, 4.5});
  CHECK(c.paid() == std::vector<double>{8.5});
}

TEST_CASE("pairs form by price, then arrival, then owner") {
  const std::vector<Order> asks{{1, 1, 2, 1}, {1, 1, 1, 3}, {1, 1, 1, 2}};
  const std::vector<Order> bids{{1, 5, 0, 9}, {1, 6, 0, 8}, {1, 4, 0, 7}};
  const Cleared c = clear(asks, bids);
  CHECK(c.earned() == std::vector<double>{4, 5, 6});
}

TEST_CASE("what an owner would sell to itself is no trade") {
  // Owner 1's ask meets its own bid of 2 kWh first; the third kWh goes on to owner 3.
  const Cleared c = clear({{3, 1, 0, 1}, {1, 2, 0, 2}}, {{2, 6, 0, 1}, {2, 5, 0, 3}});
  CHECK(c.sold() == std::vector<double>{1, 1});
  CHECK(c.bought() == std::vector<double>{0, 2});
  CHECK(c.paid() == std::vector<double>{0, 10});
  CHECK(c.volume() == 2);
  CHECK(c.stage().pairs.size() == 2);
}

TEST_CASE("the remainder of a rounding makes no pair") {
  // 0.3 - 0.1 is less than 0.2 in doubles: some of the ask at 2 is left for the bid at 5.
  const Cleared c =
      clear({{0.1, 1, 0, 1}, {0.2, 2, 0, 2}, {1, 3, 0, 5}}, {{0.3, 6, 0, 3}, {1, 5, 0, 4}});
  CHECK(c.stage().pairs.size() == 3);
  CHECK(c.bought()[1] == doctest::Approx(1));
}

}  // namespace
}  // namespace peerwatt::market
