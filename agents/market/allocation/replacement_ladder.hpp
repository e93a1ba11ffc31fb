#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "agents/market/allocation/book_side.hpp"

namespace peerwatt::market {

// Offers that can take the place of energy that leaves a market, best first, and what the best so
// many kWh of them come to. Allocates nothing once warm.
class ReplacementLadder {
 public:
  // Empties it. Only the best `depth_kwh` will be asked for. The quanta of all offers that are
  // added must not add up to 2^62 or more.
  void open(double depth_kwh, double quanta_per_kwh);
  void add(const Offer& offer) {
    const double merit = offer.quantity_kwh > 0 ? offer.merit : kNever;
    if (!(merit <= worst_)) return;  // one branch, which goes one way nearly always
    offers_.push_back(offer);
    if (offers_.size() == room_) compact();
  }
  // When all are added.
  void close();

  // The sum of merit times quantity over the best `kwh` that are not among `own`. Those must be
  // offers of the ladder, best first; with them it is no more than the depth.
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
  double worst_ = 0;  // what is worse lies beyond the depth
  std::size_t room_ = 0;
  double depth_kwh_ = 0;
  double quanta_per_kwh_ = 1;
  std::vector<Step> steps_;
  BookSide book_;
};

}  // namespace peerwatt::market
