#include "agents/coalitions/random_order.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr RandomAddress kFirst{.seed = 17, .purpose = Purpose::kMarket, .owner = 4, .draw = 100};

std::vector<std::uint32_t> order_of(std::size_t members, std::uint32_t number,
                                    const RandomAddress& first = kFirst) {
  std::vector<std::uint32_t> order(members);
  draw_order(first, number, order);
  return order;
}

TEST_CASE("an order names every member once") {
  for (std::size_t members = 0; members < 50; ++members) {
    std::vector<std::uint32_t> everybody(members);
    std::iota(everybody.begin(), everybody.end(), 0U);
    CHECK(std::ranges::is_permutation(order_of(members, 3), everybody));
  }
}

// Fixed seed; were the orders as likely as each other, the statistic would exceed the critical
// value with probability alpha = 1e-3 (chi-squared, 23 degrees of freedom: 49.728, NIST/SEMATECH
// e-Handbook of Statistical Methods, 1.3.6.7.4).
TEST_CASE("every order is as likely as any other") {
  std::map<std::vector<std::uint32_t>, int> counts;
  constexpr int kDrawn = 24'000;
  for (std::uint32_t number = 0; number < kDrawn; ++number) ++counts[order_of(4, number)];
  CHECK(counts.size() == 24);
  double statistic = 0;
  for (const auto& [order, count] : counts) statistic += (count - 1000) * (count - 1000) / 1000.0;
  CHECK(statistic < 49.728);
}

TEST_CASE("an order takes one draw for four choices, from its own place on") {
  for (const auto& [members, draws] :
       {std::pair{2U, 1U}, {5U, 1U}, {6U, 2U}, {9U, 2U}, {10U, 3U}}) {
    for (std::uint32_t number = 1; number < 5; ++number) {
      RandomAddress later = kFirst;
      later.draw += number * draws;
      CHECK(order_of(members, number) == order_of(members, 0, later));
    }
  }
}

TEST_CASE("every part of the address changes the order") {
  const auto order = order_of(40, 0);
  RandomAddress other = kFirst;
  other.seed = 18;
  CHECK(order_of(40, 0, other) != order);
  other = kFirst;
  other.purpose = Purpose::kLoad;
  CHECK(order_of(40, 0, other) != order);
  other = kFirst;
  other.owner = 5;
  CHECK(order_of(40, 0, other) != order);
  CHECK(order_of(40, 1) != order);
  CHECK(order_of(40, 0) == order);
}

}  // namespace
}  // namespace peerwatt::game
