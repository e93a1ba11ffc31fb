#pragma once

#include "agents/bidding/strategy.hpp"

namespace peerwatt::bidding {

// Begins at the best price and concedes in a straight line: at the end of the window it is down to
// the limit price.
class Ramp final : public Strategy {
 public:
  double price(std::uint32_t trader, const Terms& terms, TraderRandom& random) override;
};

}  // namespace peerwatt::bidding
