#pragma once

#include "agents/bidding/strategy.hpp"

namespace peerwatt::bidding {

// States the limit price.
class Truthful final : public Strategy {
 public:
  double price(std::uint32_t trader, const Terms& terms, TraderRandom& random) override;
};

}  // namespace peerwatt::bidding
