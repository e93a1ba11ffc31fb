#include "agents/bidding/zero_intelligence.hpp"

namespace peerwatt::bidding {

double ZeroIntelligenceUnconstrained::price(std::uint32_t, const Terms& terms,
                                            TraderRandom& random) {
  const auto [least, most] = terms.range;
  return least + random.choose() * (most - least);
}

double ZeroIntelligenceConstrained::price(std::uint32_t, const Terms& terms, TraderRandom& random) {
  const double best = best_price(terms);
  return acceptable(best + random.choose() * (terms.limit_price - best), terms);
}

}  // namespace peerwatt::bidding
