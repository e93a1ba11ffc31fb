#include "agents/bidding/terms.hpp"

#include <algorithm>

namespace peerwatt::bidding {

double best_price(const Terms& terms) {
  return terms.side == market::Side::kSell ? std::max(terms.limit_price, terms.range.most)
                                           : std::min(terms.limit_price, terms.range.least);
}

double acceptable(double price, const Terms& terms) {
  const auto [low, high] = std::minmax({terms.limit_price, best_price(terms)});
  return std::clamp(price, low, high);
}

}  // namespace peerwatt::bidding
