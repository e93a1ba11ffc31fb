#include "agents/coalitions/shapley.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>

#include "engine/core/contracts.hpp"

#include "agents/coalitions/random_order.hpp"

namespace peerwatt::game {
namespace {

// Returns the 97.5 % quantile of Student's t by its expansion about the normal quantile (Abramowitz
// and Stegun, Handbook of Mathematical Functions, 26.7.5). The error is 3e-4 at 9 degrees of
// freedom and smaller above.
double student_quantile(double freedom) {
  constexpr double z = 1.959963984540054;
  constexpr double z2 = z * z;
  constexpr double g1 = z * (z2 + 1) / 4;
  constexpr double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
  constexpr double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  return z + (g1 + (g2 + g3 / freedom) / freedom) / freedom;
}

constexpr std::size_t kLanes = 4;  // independent sums, none of which waits for another

// Returns the sum over k < count of weights[k]*(values[k + count] - values[k]). `count` is a power
// of two.
double weighted_differences(const double* weights, const double* values, std::size_t count) {
  const auto at = [&](std::size_t k) { return weights[k] * (values[k + count] - values[k]); };
  if (count < kLanes) return count == 1 ? at(0) : at(0) + at(1);
  std::array<double, kLanes> lanes{};
  for (std::size_t k = 0; k < count; k += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += at(k + lane);
  }
  return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

}  // namespace

ShapleyPrecision ShapleyShares::divide(CoalitionGame& game, const ShapleySampling& sampling,
                                       std::span<double> shares, std::span<double> half_widths) {
  PEERWATT_EXPECTS(shares.size() == game.members() && half_widths.size() == game.members());
  if (game.members() > kMostExactMembers) {
    return {Evidence::kSampled, divide_by_sampling(game, sampling, shares, half_widths)};
  }
  game.evaluate_subsets(subset_values_);
  divide_exactly(subset_values_, shares);
  std::fill(half_widths.begin(), half_widths.end(), 0.0);
  return {};
}

// Evaluates the formula of the header for each member i. Subsets are numbered by their bits, so the
// subsets without i come in blocks of 2^i, each followed by the block of the same subsets with i;
// the weights are numbered by the subset of the other members. O(2^n*n).
void ShapleyShares::divide_exactly(std::span<const double> subset_values,
                                   std::span<double> shares) {
  PEERWATT_EXPECTS(shares.size() <= kMostExactMembers);
  PEERWATT_EXPECTS(subset_values.size() == std::size_t{1} << shares.size());
  weigh_subsets(shares.size());
  for (std::size_t member = 0; member < shares.size(); ++member) {
    const std::size_t with = std::size_t{1} << member;
    const double* weights = weights_.data();
    double share = 0;
    for (std::size_t high = 0; high < subset_values.size(); high += 2 * with, weights += with) {
      share += weighted_differences(weights, &subset_values[high], with);
    }
    shares[member] = share;
  }
}

// Tabulates |S|!*(n-1-|S|)!/n! = 1/(n * (n-1 choose |S|)) by subset of the n-1 other members. The
// binomials are small enough to be exact.
void ShapleyShares::weigh_subsets(std::size_t members) {
  if (members == 0) return;
  const std::size_t others = members - 1;
  if (weights_.size() == std::size_t{1} << others) return;  // they are those of the call before
  std::array<double, kMostExactMembers> weight_of_size{};
  double choices = 1;
  for (std::size_t size = 0; size <= others; ++size) {
    weight_of_size[size] = 1 / (static_cast<double>(members) * choices);
    choices = choices * static_cast<double>(others - size) / static_cast<double>(size + 1);
  }
  weights_.resize(std::size_t{1} << others);
  for (std::size_t subset = 0; subset < weights_.size(); ++subset) {
    weights_[subset] = weight_of_size[static_cast<std::size_t>(std::popcount(subset))];
  }
}

double ShapleyShares::divide_by_sampling(CoalitionGame& game, const ShapleySampling& sampling,
                                         std::span<double> shares, std::span<double> half_widths) {
  PEERWATT_EXPECTS(sampling.order_pairs >= kFewestOrderPairs);
  PEERWATT_EXPECTS(shares.size() == game.members() && half_widths.size() == game.members());
  order_.resize(game.members());
  const std::span<double> squares = half_widths;  // holds sums of squares until all pairs are in
  std::fill(shares.begin(), shares.end(), 0.0);
  std::fill(squares.begin(), squares.end(), 0.0);
  for (std::uint32_t pair = 0; pair < sampling.order_pairs; ++pair) {
    added_.assign(game.members(), 0.0);
    draw_order(sampling.first, pair, order_);
    add_in_order(game);
    std::reverse(order_.begin(), order_.end());
    add_in_order(game);
    take_in(pair + 1, shares, squares);
  }
  const double pairs = sampling.order_pairs;
  const double factor = student_quantile(pairs - 1) / std::sqrt(pairs * (pairs - 1));
  double largest = 0;
  for (double& width : half_widths) {
    width = factor * std::sqrt(width);
    largest = std::max(largest, width);
  }
  return largest;
}

// Lets the members join in the given order and adds to each what v gains by it. O(n) joins.
void ShapleyShares::add_in_order(CoalitionGame& game) {
  game.clear();
  double before = 0;
  for (const std::uint32_t member : order_) {
    game.add(member);
    const double value = game.value();
    added_[member] += value - before;
    before = value;
  }
}

// Updates the running means of the pairs and the sums of squared differences from them (Welford,
// Technometrics 4, 1962).
void ShapleyShares::take_in(std::uint32_t pairs, std::span<double> means,
                            std::span<double> squares) const {
  const double part = 1.0 / pairs;
  for (std::size_t member = 0; member < means.size(); ++member) {
    const double mean_of_pair = added_[member] / 2;
    const double difference = mean_of_pair - means[member];
    means[member] += part * difference;
    squares[member] += difference * (mean_of_pair - means[member]);
  }
}

}  // namespace peerwatt::game
