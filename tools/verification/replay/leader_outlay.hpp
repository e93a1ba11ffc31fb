#pragma once

#include <span>
#include <vector>

#include "tools/verification/replay/follower_sums.hpp"

namespace peerwatt::verification {

// What a slot comes to for the CPS at a price, given what prosumers lack and feed in after their
// trades: J(p) = C(max(0, E_o - E_f + E_g(p))) - p*E_g(p), the last E_g without inflexible load
// where that does not count (model, section 5).
class LeaderOutlay {
 public:
  // Both must outlive it.
  LeaderOutlay(const RunFacts& facts, const Slot& slot) : facts_{facts}, slot_{slot} {}

  double at(double price, const Followers& followers) const;
  // The least J from the base tariff to the cap: at a dense grid, where the demand of somebody
  // begins or ends to fall, where generation and the reserve begin to run, and at the vertex of
  // each parabola in between.
  struct Least {
    double price = 0;
    double outlay = 0;
  };
  Least least(const Followers& followers) const;
  // By how much J may be off at prices that are apart by as much as the search may miss.
  double slack(double price, const Followers& followers) const;

 private:
  std::vector<double> corners(const Followers& followers) const;
  // Where the net demand crosses D = 0 and D = K between two of the rising prices.
  std::vector<double> crossings(std::span<const double> prices, const Followers& followers) const;

  const RunFacts& facts_;
  const Slot& slot_;
};

}  // namespace peerwatt::verification
