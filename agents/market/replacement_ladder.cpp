#include "agents/market/replacement_ladder.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace peerwatt::market {

// Only what the depth reaches is sorted.
void ReplacementLadder::build(double depth_kwh, double quanta_per_kwh) {
  steps_.clear();
  if (offers_.empty() || depth_kwh <= 0) return;
  book_.load(offers_, quanta_per_kwh);
  double kwh = 0;
  double sum = 0;
  for (const Offer& offer : book_.sort_best(book_.quanta(depth_kwh))) {
    steps_.push_back({offer.merit, kwh, sum});
    kwh += offer.quantity_kwh;
    sum += offer.merit * offer.quantity_kwh;
  }
}

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

double ReplacementLadder::kwh_better_than(double merit) const {
  const auto step = std::partition_point(steps_.begin(), steps_.end(),
                                         [merit](const Step& each) { return each.merit < merit; });
  return step == steps_.end() ? std::numeric_limits<double>::infinity() : step->kwh_before;
}

// The last step may be short of the depth by a rounding.
double ReplacementLadder::sum_of_best(double kwh) const {
  const auto next = std::partition_point(steps_.begin(), steps_.end(),
                                         [kwh](const Step& each) { return each.kwh_before < kwh; });
  if (next == steps_.begin()) return 0;
  const Step& last = *std::prev(next);
  return last.sum_before + (kwh - last.kwh_before) * last.merit;
}

}  // namespace peerwatt::market
