#include "agents/coalitions/shapley.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "tests/support/table_game.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::TableGame;
using Numbers = std::vector<double>;

// Shares are sums of 2^(n-1) products of the order of 1/2^(n-1): a few roundings of 1.
constexpr double kTolerance = 1e-13;

double largest_difference(const Numbers& a, const Numbers& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

Numbers exact_shares(const Numbers& values) {
  TableGame game{values};
  Numbers shares(game.members()), half_widths(game.members(), 1.0);
  const ShapleyPrecision precision = ShapleyShares{}.divide(game, {}, shares, half_widths);
  CHECK(precision.evidence == Evidence::kExact);
  CHECK(precision.largest_half_width == 0);
  CHECK(half_widths == Numbers(game.members()));
  return shares;
}

// Any game: v of nobody is 0, every other value is uniform in [-1, 1).
Numbers random_game(std::uint64_t seed, std::size_t members) {
  Numbers values(std::size_t{1} << members);
  for (std::uint32_t subset = 1; subset < values.size(); ++subset) {
    values[subset] = 2 * uniform({seed, Purpose::kMarket, 81, subset}) - 1;
  }
  return values;
}

// The definition: the mean of what a member adds over all orders.
Numbers shares_by_all_orders(const Numbers& values, std::size_t members) {
  std::vector<std::size_t> order(members);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Numbers sums(members);
  double orders = 0;
  do {
    std::size_t coalition = 0;
    for (const std::size_t member : order) {
      const std::size_t with = coalition | std::size_t{1} << member;
      sums[member] += values[with] - values[coalition];
      coalition = with;
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& sum : sums) sum /= orders;
  return sums;
}

TEST_CASE("a share is what a member adds on average over all orders") {
  for (std::size_t members = 1; members <= 7; ++members) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const Numbers values = random_game(seed, members);
      const Numbers expected = shares_by_all_orders(values, members);
      CHECK(largest_difference(exact_shares(values), expected) <= kTolerance);
    }
  }
}

TEST_CASE("a seller between two buyers gets two thirds") {
  // A kWh of member 0, wanted by 1 and by 2: of the orders, only those with 0 first give it
  // nothing.
  const Numbers shares = exact_shares({0, 0, 0, 1, 0, 1, 0, 1});
  CHECK(shares[0] == doctest::Approx(2.0 / 3).epsilon(kTolerance));
  CHECK(shares[1] == doctest::Approx(1.0 / 6).epsilon(kTolerance));
  CHECK(shares[2] == doctest::Approx(1.0 / 6).epsilon(kTolerance));
}

TEST_CASE("shares sum to the value of all members") {
  for (const std::size_t members : {1U, 2U, 5U, 11U, 16U}) {
    const Numbers values = random_game(7, members);
    const Numbers shares = exact_shares(values);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    CHECK(sum == doctest::Approx(values.back()).epsilon(kTolerance));
  }
  CHECK(exact_shares({0}).empty());
}

TEST_CASE("members who add the same get the same") {
  Numbers values = random_game(1, 8);
  // What 2 adds without 5, 5 adds without 2.
  for (std::size_t subset = 0; subset < values.size(); ++subset) {
    const std::size_t two = subset >> 2 & 1, five = subset >> 5 & 1;
    const std::size_t swapped = (subset & ~std::size_t{0b100100}) | two << 5 | five << 2;
    values[std::max(subset, swapped)] = values[std::min(subset, swapped)];
  }
  const Numbers shares = exact_shares(values);
  CHECK(std::abs(shares[2] - shares[5]) <= kTolerance);
}

TEST_CASE("who adds the same to everybody gets that, and who adds nothing gets exactly nothing") {
  for (const double adds : {0.0, 0.5}) {
    Numbers values = random_game(2, 8);
    for (std::size_t subset = 0; subset < values.size(); ++subset) {
      if ((subset >> 3 & 1) != 0) values[subset] = values[subset - 8] + adds;
    }
    const double share = exact_shares(values)[3];
    if (adds == 0) CHECK(share == 0);
    CHECK(std::abs(share - adds) <= kTolerance);
  }
}

TEST_CASE("the shares of a sum of games are the sums of the shares") {
  const Numbers one = random_game(3, 9), other = random_game(4, 9);
  Numbers both(one.size()), expected = exact_shares(one);
  for (std::size_t i = 0; i < one.size(); ++i) both[i] = one[i] + other[i];
  const Numbers shares_of_other = exact_shares(other);
  for (std::size_t i = 0; i < expected.size(); ++i) expected[i] += shares_of_other[i];
  CHECK(largest_difference(exact_shares(both), expected) <= kTolerance);
}

TEST_CASE("the users of a runway pay for each part of it in equal shares") {
  // Littlechild and Owen, Management Science 20 (1973): a coalition needs the runway of its largest
  // member; user i of n, the i-th smallest, pays the sum over k <= i of (c_k - c_{k-1})/(n-k+1).
  constexpr std::size_t kUsers = kMostExactMembers;
  Numbers values(std::size_t{1} << kUsers), expected;
  for (std::size_t subset = 1; subset < values.size(); ++subset) {
    const auto largest = static_cast<double>(std::bit_width(subset));
    values[subset] = -largest * largest;
  }
  double pays = 0;
  for (std::size_t k = 1; k <= kUsers; ++k) {
    pays += static_cast<double>(2 * k - 1) / static_cast<double>(kUsers - k + 1);
    expected.push_back(-pays);
  }
  CHECK(largest_difference(exact_shares(values), expected) <= 256 * kTolerance);
}

TEST_CASE("one divider serves games of any size in turn") {
  ShapleyShares shapley;
  for (const std::size_t members : {3U, 6U, 1U, 0U, 1U, 6U, 4U}) {
    const Numbers values = random_game(5, members);
    Numbers shares(members);
    shapley.divide_exactly(values, shares);
    CHECK(largest_difference(shares, shares_by_all_orders(values, members)) <= kTolerance);
  }
}

}  // namespace
}  // namespace peerwatt::game
