#include "agents/market/rationing.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/contracts.hpp"

namespace peerwatt::market {

void EqualRationing::cut(std::span<double> quantities, double total) {
  const double offered = std::accumulate(quantities.begin(), quantities.end(), 0.0);
  PEERWATT_EXPECTS(total >= 0);
  if (offered <= total || quantities.empty()) return;
  scratch_.assign(quantities.begin(), quantities.end());
  const double each = equal_cut(total);
  for (double& quantity : quantities) quantity = std::max(0.0, quantity - each);
}

// The cut c with sum(max(0, q - c)) = total. Halves the candidates for the smallest quantity above
// c; `above` and `count` describe the quantities already known to be above it.
double EqualRationing::equal_cut(double total) {
  auto first = scratch_.begin();
  auto last = scratch_.end();
  double above = 0;
  double count = 0;
  while (first != last) {
    const auto middle = first + (last - first) / 2;
    std::nth_element(first, middle, last);
    const double upper = std::accumulate(middle, last, 0.0);
    const auto upper_count = static_cast<double>(last - middle);
    // Cut at *middle: does more than the total remain?
    if (above + upper - (count + upper_count) * *middle >= total) {
      first = middle + 1;
    } else {
      above += upper;
      count += upper_count;
      last = middle;
    }
  }
  return count > 0 ? std::max(0.0, (above - total) / count)
                   : *std::max_element(scratch_.begin(), scratch_.end());
}

}  // namespace peerwatt::market
