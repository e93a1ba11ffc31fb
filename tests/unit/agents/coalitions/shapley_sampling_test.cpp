#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "agents/coalitions/shapley.hpp"
#include "agents/coalitions/trading_coalition.hpp"

#include "tests/support/table_game.hpp"
#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;
using Numbers = std::vector<double>;

ShapleySampling sampling(std::uint64_t owner, std::uint32_t order_pairs) {
  return {{.seed = 29, .purpose = Purpose::kMarket, .owner = owner, .draw = 0}, order_pairs};
}

struct Sampled {
  Numbers shares;
  Numbers half_widths;
  double largest_half_width = 0;
};

Sampled sample(CoalitionGame& game, const ShapleySampling& how) {
  Sampled sampled{Numbers(game.members()), Numbers(game.members())};
  sampled.largest_half_width =
      ShapleyShares{}.divide_by_sampling(game, how, sampled.shares, sampled.half_widths);
  return sampled;
}

double sum(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double value_of_all(CoalitionGame& game) {
  game.clear();
  for (std::uint32_t member = 0; member < game.members(); ++member) game.add(member);
  return game.value();
}

TEST_CASE("shares are exact up to 16 members and sampled beyond") {
  for (const auto& [members, evidence] :
       {std::pair{16U, Evidence::kExact}, {17U, Evidence::kSampled}}) {
    const TradingNeighbourhood zone = random_neighbourhood(1, members, 0.6, 0.125);
    TradingCoalition game{zone.game()};
    Numbers shares(members), half_widths(members);
    const auto precision = ShapleyShares{}.divide(game, sampling(0, 50), shares, half_widths);
    CHECK(precision.evidence == evidence);
    CHECK(precision.largest_half_width == *std::ranges::max_element(half_widths));
    CHECK((precision.largest_half_width > 0) == (evidence == Evidence::kSampled));
  }
}

TEST_CASE("sampled shares sum to the value of all members") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const TradingNeighbourhood zone = random_neighbourhood(seed, 60, 0.7, 0.0625);
    TradingCoalition game{zone.game()};
    // What members add telescopes in every order; what is left are the roundings of 60 sums.
    CHECK(sum(sample(game, sampling(seed, 40)).shares) ==
          doctest::Approx(value_of_all(game)).epsilon(1e-13));
  }
}

TEST_CASE("the same address gives the same shares, another one others") {
  const TradingNeighbourhood zone = random_neighbourhood(2, 30, 0.7, 0);
  TradingCoalition game{zone.game()};
  const Sampled once = sample(game, sampling(1, 20));
  CHECK(sample(game, sampling(1, 20)).shares == once.shares);
  CHECK(sample(game, sampling(2, 20)).shares != once.shares);
}

TEST_CASE("who has nothing to trade gets exactly nothing, with certainty") {
  const Numbers supply{1, 0, 0, 2}, demand{0, 4, 0, 0};
  TradingCoalition game{{supply, demand, 0.25, {}}};
  const Sampled sampled = sample(game, sampling(3, kFewestOrderPairs));
  CHECK(sampled.shares[2] == 0);
  CHECK(sampled.half_widths[2] == 0);
}

// v(S) = min(A, B)*spread; with A = B for all members, what a seller adds in an order and in its
// reverse sums to s*spread: min(A+s, B) - min(A, B) + max(A+s, B) - max(A, B) = s.
TEST_CASE("where supply meets demand without a charge, every pair of orders gives each its half") {
  const Numbers supply{1, 0, 2, 0, 0.5, 0, 3, 0}, demand{0, 2.5, 0, 0.25, 0, 3.5, 0, 0.25};
  TradingCoalition game{{supply, demand, 0.25, {}}};
  const Sampled sampled = sample(game, sampling(4, kFewestOrderPairs));
  for (std::size_t i = 0; i < supply.size(); ++i) {
    CHECK(sampled.shares[i] == (supply[i] + demand[i]) * 0.25 / 2);
  }
  CHECK(sampled.largest_half_width == 0);
}

// Three who have 1 only together: the last to come adds it. The mean of a pair is 1/2 for who comes
// last in it or in its reverse, with probability 2/3, and otherwise 0: its variance is 1/18.
TEST_CASE("half-widths follow from the variance between pairs") {
  testing::TableGame game{{0, 0, 0, 0, 0, 0, 0, 1}};
  constexpr std::uint32_t kPairs = 20'000;
  const Sampled sampled = sample(game, sampling(5, kPairs));
  for (std::size_t i = 0; i < 3; ++i) {
    // The deviation of the sample variance, (1/3)/sqrt(2/9*pairs) = 0.5 % of it, makes 0.25 %
    // of the half-width; the seed is fixed, and 1 % is passed with probability 6e-5.
    const double expected = 1.96 * std::sqrt(1.0 / 18 / kPairs);
    CHECK(std::abs(sampled.half_widths[i] - expected) <= 0.01 * expected);
    CHECK(std::abs(sampled.shares[i] - 1.0 / 3) <= 2 * sampled.half_widths[i]);
  }
}

// Seeds are fixed. Were every interval to hold the exact share with probability 0.95, and seeds
// independent, the count of a member would be binomial: 950 +- 26.8 of 1000 with probability
// 1 - 1e-4 (normal quantile 3.891, as in random_test.cpp), all 10 of them but for alpha = 1e-3.
TEST_CASE("95 of 100 intervals hold the exact share") {
  constexpr std::uint32_t kMembers = 12;
  constexpr std::uint64_t kSamples = 1000;
  const TradingNeighbourhood zone = random_neighbourhood(6, kMembers, 0.6, 0.125);
  TradingCoalition game{zone.game()};
  Numbers values, exact(kMembers), hits(kMembers);
  game.evaluate_subsets(values);
  ShapleyShares shapley;
  shapley.divide_exactly(values, exact);
  Numbers shares(kMembers), half_widths(kMembers);
  for (std::uint64_t seed = 0; seed < kSamples; ++seed) {
    shapley.divide_by_sampling(game, sampling(1000 + seed, 60), shares, half_widths);
    for (std::size_t i = 0; i < kMembers; ++i) {
      hits[i] += std::abs(shares[i] - exact[i]) <= half_widths[i] ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < kMembers; ++i) {
    const bool trades = zone.supply_kwh[i] + zone.demand_kwh[i] > 0;
    const double expected = trades ? 0.95 * kSamples : kSamples;
    const double allowed = trades ? 3.891 * std::sqrt(0.95 * 0.05 * kSamples) : 0;
    CHECK(std::abs(hits[i] - expected) <= allowed);
  }
}

}  // namespace
}  // namespace peerwatt::game
