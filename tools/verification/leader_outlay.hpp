#pragma once

#include <span>
#include <vector>

#include "tools/verification/position.hpp"

namespace peerwatt::verification {

// What a slot comes to for the CPS at a price, given what prosumers lack after their trades:
// J(p) = C(E_o + E_g(p)) - p*E_g(p) (model, section 5).
class LeaderOutlay {
 public:
  // Both must outlive it.
  LeaderOutlay(const RunFacts& facts, const Slot& slot) : facts_{facts}, slot_{slot} {}

  double at(double price, std::span<const Position> left) const;
  double of_demand(double price, double prosumers_kwh) const;
  // The least J from the base tariff to the cap: at a dense grid, where the demand of somebody
  // begins or ends to fall, where the reserve begins to run, and at the vertex of each parabola in
  // between.
  struct Least {
    double price = 0;
    double outlay = 0;
  };
  Least least(std::span<const Position> left) const;
  // By how much J may be off at prices that are apart by as much as the search may miss.
  double slack(double price, std::span<const Position> left) const;

 private:
  double demand_kwh(double price, std::span<const Position> left) const;
  std::vector<double> corners(std::span<const Position> left) const;

  const RunFacts& facts_;
  const Slot& slot_;
};

}  // namespace peerwatt::verification
