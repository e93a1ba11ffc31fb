#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/coalitions/coalition_game.hpp"

namespace peerwatt::game {

// What was found about an allocation x of v(N) to the members N of a game. It is in the core when
// x(N) = v(N) and no coalition T has an excess v(T) - x(T) above 0: T would do better on its own.
struct CoreFinding {
  Evidence evidence = Evidence::kExact;
  // Over all T but nobody and everybody; with kSampled a lower bound of it. Below 0, it is what
  // every coalition gains at least by staying. Currency; 0 where there is no such T.
  double largest_excess = 0;
  std::vector<std::uint32_t> coalition;  // a T with that excess, ascending
  double unshared = 0;                   // v(N) - x(N), currency
};

enum class CoreMembership : std::uint8_t {
  kInside,
  kOutside,
  kNotRefuted,  // no coalition that would leave was found among those looked at
};

CoreMembership core_membership(const CoreFinding& finding, double tolerance);

struct CoreSampling {
  RandomAddress first;       // of the orders; `draw_order` says how many draws they take
  std::uint32_t orders = 0;  // random orders, whose beginnings are looked at
};

// All coalitions up to kMostExactMembers members, otherwise a sample.
CoreFinding examine_core(CoalitionGame& game, std::span<const double> shares,
                         const CoreSampling& sampling);

// O(2^n), from v of all coalitions (`CoalitionGame::evaluate_subsets`).
CoreFinding examine_all_coalitions(std::span<const double> subset_values,
                                   std::span<const double> shares);

// Looks at every pair of members, and so at every seller with every buyer; at the coalitions that n
// members form one by one in random orders, which are of every size; and from the worst pair, the
// worst of the random ones and everybody on to coalitions of a larger excess, one member joining or
// leaving at a time, the one who raises it most. These are about n steps to one of n coalitions.
CoreFinding examine_some_coalitions(CoalitionGame& game, std::span<const double> shares,
                                    const CoreSampling& sampling);

}  // namespace peerwatt::game
