#include "agents/market/allocation/replacement_ladder.hpp"

#include <algorithm>
#include <limits>

namespace peerwatt::market {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLeastRoom = 64;

}  // namespace

void ReplacementLadder::open(double depth_kwh, double quanta_per_kwh) {
  offers_.clear();
  steps_.clear();
  depth_kwh_ = depth_kwh;
  quanta_per_kwh_ = quanta_per_kwh;
  worst_ = depth_kwh > 0 ? kInfinity : -kInfinity;
  room_ = kLeastRoom;
}

// Drops the offers beyond the depth and makes room for as many again as are left. The depth is then
// known more closely, so that few later offers are kept, and no order of arrival costs more than
// O(log d) an offer on average.
void ReplacementLadder::compact() {
  book_.load(offers_, quanta_per_kwh_);
  const std::span<const Offer> best = book_.sort_best(book_.quanta(depth_kwh_));
  if (best.size() < offers_.size()) worst_ = best.back().merit;
  offers_.assign(best.begin(), best.end());
  room_ = std::max(kLeastRoom, 2 * offers_.size());
}

void ReplacementLadder::close() {
  if (offers_.empty()) return;
  compact();
  double kwh = 0;
  double sum = 0;
  for (const Offer& offer : offers_) {
    steps_.push_back({offer.merit, kwh, sum});
    kwh += offer.quantity_kwh;
    sum += offer.merit * offer.quantity_kwh;
  }
}

// Takes the best kwh + own_kwh of all offers and subtracts the owner's part. Only those of its
// offers count that are reached in this way: one is, if the better offers do not fill the demand
// before.
double ReplacementLadder::sum(double kwh, std::span<const Offer> own) const {
  double own_kwh = 0;
  double own_sum = 0;
  for (const Offer& offer : own) {
    if (kwh_better_than(offer.merit) >= kwh + own_kwh) break;
    own_kwh += offer.quantity_kwh;
    own_sum += offer.merit * offer.quantity_kwh;
  }
  return sum_of_best(kwh + own_kwh) - own_sum;
}

// Counts the steps for which `before` holds, which must be the first ones: a bisection without a
// branch to mispredict.
template <class Before>
std::size_t ReplacementLadder::count_steps(Before&& before) const {
  std::size_t count = 0;
  for (std::size_t open = steps_.size(); open > 0;) {
    const std::size_t half = open - open / 2;
    count += before(steps_[count + half - 1]) ? half : 0;
    open -= half;
  }
  return count;
}

double ReplacementLadder::kwh_better_than(double merit) const {
  const std::size_t better = count_steps([merit](const Step& each) { return each.merit < merit; });
  return better == steps_.size() ? kInfinity : steps_[better].kwh_before;
}

// Returns the sum over the best `kwh`. By a rounding these may exceed all offers; the last merit
// then counts for the rest.
double ReplacementLadder::sum_of_best(double kwh) const {
  const std::size_t reached =
      count_steps([kwh](const Step& each) { return each.kwh_before < kwh; });
  if (reached == 0) return 0;
  const Step& last = steps_[reached - 1];
  return last.sum_before + (kwh - last.kwh_before) * last.merit;
}

}  // namespace peerwatt::market
