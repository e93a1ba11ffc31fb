#include "agents/bidding/ramp.hpp"

namespace peerwatt::bidding {

double Ramp::price(std::uint32_t, const Terms& terms, TraderRandom&) {
  const double best = best_price(terms);
  return acceptable(best + terms.elapsed * (terms.limit_price - best), terms);
}

}  // namespace peerwatt::bidding
