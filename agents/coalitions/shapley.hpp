#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/coalitions/coalition_game.hpp"

namespace peerwatt::game {

// Fewest pairs of orders for which a confidence interval is stated.
inline constexpr std::uint32_t kFewestOrderPairs = 10;

struct ShapleySampling {
  RandomAddress first;  // of the random orders; `draw_order` says how many draws each takes
  std::uint32_t order_pairs = 0;  // >= kFewestOrderPairs
};

struct ShapleyPrecision {
  Evidence evidence = Evidence::kExact;
  double largest_half_width = 0;  // currency
};

// ShapleyShares divides v(N) by the Shapley value: a member's share is what it adds to the members
// before it, on average over all n! orders of joining (Shapley 1953),
//   share_i = sum over S without i of |S|!*(n-1-|S|)!/n! * (v(S+i) - v(S)).
// Invariant: in any one order the contributions add up to v(N), so the shares do too, exact or
// sampled, up to rounding errors.
class ShapleyShares {
 public:
  // Writes the shares and the half-widths of their 95 % confidence intervals, currency, by member.
  // They are exact (half-widths 0) up to kMostExactMembers members, and estimated from sampled
  // orders beyond.
  ShapleyPrecision divide(CoalitionGame& game, const ShapleySampling& sampling,
                          std::span<double> shares, std::span<double> half_widths);

  // Computes exact shares from v of all 2^n coalitions (`CoalitionGame::evaluate_subsets`). Time
  // O(2^n*n), memory O(2^n).
  void divide_exactly(std::span<const double> subset_values, std::span<double> shares);

  // Estimates the shares from pairs of orders, one random and the other its reverse: a member that
  // adds much when it comes early tends to add little when it comes late, so that the mean of a
  // pair varies less than the mean of two independent orders (antithetic sampling; Mitchell et al.,
  // JMLR 23(43), 2022). Pairs are independent of each other, so the half-width of a member is
  // t*s/sqrt(pairs), with Student's quantile t at pairs-1 degrees of freedom and the standard
  // deviation s of its pair means. It holds for each member by itself, not for all at once. Returns
  // the largest half-width. Time: 2*n*pairs members that join; memory O(n).
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
