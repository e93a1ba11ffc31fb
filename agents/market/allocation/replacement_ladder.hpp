#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "agents/market/allocation/book_side.hpp"

namespace peerwatt::market {

// ReplacementLadder holds the offers that can take the place of energy that leaves a market, and
// answers how much the best so many kWh of them are worth: the sum of merit times quantity.
//
// Invariant: only offers that may be among the best `depth_kwh` are kept; `worst_` is the worst
// merit that may. Once twice as many are kept as the depth needs, those beyond it are dropped by
// selection. So adding an offer takes O(1) if it is beyond the depth, and O(log d) on average and
// amortized if it is not, for d offers within the depth. `close` makes steps of running sums, in
// which a question takes O(log d) by bisection for each offer of `own`. Memory O(d). Allocates
// nothing once warm.
class ReplacementLadder {
 public:
  // Empties the ladder. Later questions ask only for the best `depth_kwh`. The quanta of all offers
  // that are added must add up to less than 2^62.
  void open(double depth_kwh, double quanta_per_kwh);
  void add(const Offer& offer) {
    const double merit = offer.quantity_kwh > 0 ? offer.merit : kNever;
    if (!(merit <= worst_)) return;  // one branch, nearly always taken; true for NaN
    offers_.push_back(offer);
    if (offers_.size() == room_) compact();
  }
  // Sorts the offers and adds them up. To be called when all are added.
  void close();

  // Returns the sum of merit times quantity over the best `kwh` that are not among `own`. The
  // latter must be offers of the ladder, best first, and `kwh` and their quantity together no more
  // than the depth.
  double sum(double kwh, std::span<const Offer> own) const;

 private:
  static constexpr double kNever = std::numeric_limits<double>::quiet_NaN();
  struct Step {
    double merit = 0;
    double kwh_before = 0;
    double sum_before = 0;
  };
  void compact();
  template <class Before>
  std::size_t count_steps(Before&& before) const;
  double kwh_better_than(double merit) const;
  double sum_of_best(double kwh) const;

  std::vector<Offer> offers_;
  double worst_ = 0;  // offers with a worse merit lie beyond the depth
  std::size_t room_ = 0;
  double depth_kwh_ = 0;
  double quanta_per_kwh_ = 1;
  std::vector<Step> steps_;
  BookSide book_;
};

}  // namespace peerwatt::market
