#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/coalitions/coalition_game.hpp"

namespace peerwatt::game {

// With fewer pairs of orders than this, nothing is said about how precise shares are.
inline constexpr std::uint32_t kFewestOrderPairs = 10;

struct ShapleySampling {
  RandomAddress first;            // of the orders; `draw_order` says how many draws they take
  std::uint32_t order_pairs = 0;  // >= kFewestOrderPairs
};

struct ShapleyPrecision {
  Evidence evidence = Evidence::kExact;
  double largest_half_width = 0;  // currency
};

// Shares by the Shapley value: what a member adds to those before it, on average over all orders in
// which the members may come (Shapley 1953). In any order, what members add sums to v of them all;
// so do the shares, exact or sampled, but for roundings.
class ShapleyShares {
 public:
  // Writes the shares and the half-widths of their 95 % confidence intervals, currency, by member:
  // exact (half-widths 0) up to kMostExactMembers members, from sampled orders beyond.
  ShapleyPrecision divide(CoalitionGame& game, const ShapleySampling& sampling,
                          std::span<double> shares, std::span<double> half_widths);

  // From v of all 2^n coalitions (`CoalitionGame::evaluate_subsets`): O(2^n * n).
  void divide_exactly(std::span<const double> subset_values, std::span<double> shares);

  // From pairs of orders, one random and the other its reverse: who adds much when coming early
  // tends to add little when coming late, so that a pair's mean varies less than two means would
  // (antithetic sampling; Mitchell et al., JMLR 23(43), 2022). Pairs are independent: half-widths
  // are Student's, from their variance, each for its member alone. Returns the largest one.
  double divide_by_sampling(CoalitionGame& game, const ShapleySampling& sampling,
                            std::span<double> shares, std::span<double> half_widths);

 private:
  void weigh_subsets(std::size_t members);
  void add_in_order(CoalitionGame& game);
  void take_in(std::uint32_t pairs, std::span<double> means, std::span<double> squares) const;

  std::vector<double> subset_values_;
  std::vector<double> weights_;  // by subset of the other members
  std::vector<std::uint32_t> order_;
  std::vector<double> added_;  // by member, summed over the two orders of a pair
};

}  // namespace peerwatt::game
