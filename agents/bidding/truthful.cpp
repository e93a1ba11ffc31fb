#include "agents/bidding/truthful.hpp"

namespace peerwatt::bidding {

double Truthful::price(std::uint32_t, const Terms& terms, TraderRandom&) {
  return terms.limit_price;
}

}  // namespace peerwatt::bidding
