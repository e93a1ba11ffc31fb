#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "agents/market/book_side.hpp"

namespace peerwatt::market {

// Offers that can take the place of energy that leaves a market, best first, and what the best so
// many kWh of them come to. Allocates nothing once warm.
class ReplacementLadder {
 public:
  void clear() { offers_.clear(); }
  void add(const Offer& offer) {
    if (offer.quantity_kwh > 0) offers_.push_back(offer);
  }
  // Puts the best `depth_kwh` in order. The quanta of all offers must not add up to 2^62 or more.
  void build(double depth_kwh, double quanta_per_kwh);

  // The sum of merit times quantity over the best `kwh` that are not among `own`. Those must be
  // offers of the ladder, best first; with them it is no more than the depth.
  double sum(double kwh, std::span<const Offer> own) const;

 private:
  struct Step {
    double merit = 0;
    double kwh_before = 0;
    double sum_before = 0;
  };
  double kwh_better_than(double merit) const;
  double sum_of_best(double kwh) const;

  std::vector<Offer> offers_;
  std::vector<Step> steps_;
  BookSide book_;
};

}  // namespace peerwatt::market
