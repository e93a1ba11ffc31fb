#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/coalitions/coalition_game.hpp"

namespace peerwatt::game {

// A CoreFinding is what was found about an allocation x of v(N) to the members N of a game. The
// allocation is in the core if x(N) = v(N) and no coalition T has an excess v(T) - x(T) above 0,
// which means that T would do better on its own.
struct CoreFinding {
  Evidence evidence = Evidence::kExact;
  // The largest excess over all T other than the empty set and N, currency; a lower bound of it for
  // kSampled. If it is below 0, every coalition gains at least that much by staying. It is 0 if
  // there is no such T.
  double largest_excess = 0;
  std::vector<std::uint32_t> coalition;  // a coalition T with that excess, in rising order
  double unshared = 0;                   // v(N) - x(N), currency
};

enum class CoreMembership : std::uint8_t {
  kInside,
  kOutside,
  kNotRefuted,  // among the coalitions examined none would leave
};

CoreMembership core_membership(const CoreFinding& finding, double tolerance);

struct CoreSampling {
  RandomAddress first;       // of the random orders; `draw_order` says how many draws each takes
  std::uint32_t orders = 0;  // number of random orders, all beginnings of which are examined
};

// Examines all coalitions if there are at most kMostExactMembers members, otherwise a sample.
CoreFinding examine_core(CoalitionGame& game, std::span<const double> shares,
                         const CoreSampling& sampling);

// Examines all 2^n coalitions, with their values v by subset (`CoalitionGame::evaluate_subsets`).
// x(T) follows from x of T without its lowest member in O(1), so time and memory are O(2^n).
CoreFinding examine_all_coalitions(std::span<const double> subset_values,
                                   std::span<const double> shares);

// Searches for a coalition of large excess by sampling and steepest ascent. It examines
//   1. every single member and every pair, and so every seller with every buyer: O(n^2);
//   2. the coalitions that n members form one by one in random orders, which have every size:
//      O(orders*n);
//   3. from the worst of 1, the worst of 2 and from N, coalitions of rising excess: in each step
//   the
//      one member joins or leaves that raises it most, until none does. A step examines n
//      coalitions.
// Counts are of joins and departures, which cost O(1) or O(log n) each in TradingCoalition. As the
// excess rises strictly, no coalition is met twice and step 3 ends; about n steps are usual, but no
// bound below 2^n is known. The finding is a lower bound of the largest excess, so that it can
// refute membership of the core but not prove it.
CoreFinding examine_some_coalitions(CoalitionGame& game, std::span<const double> shares,
                                    const CoreSampling& sampling);

}  // namespace peerwatt::game
