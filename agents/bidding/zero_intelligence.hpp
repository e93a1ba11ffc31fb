#pragma once

#include "agents/bidding/strategy.hpp"

namespace peerwatt::bidding {

// Traders without intelligence: D. K. Gode, S. Sunder, "Allocative Efficiency of Markets with
// Zero-Intelligence Traders", J. Political Economy 101(1), 1993, p. 121.

// ZI-U: uniform over the whole price range, limit or not. May trade at a loss.
class ZeroIntelligenceUnconstrained final : public Strategy {
 public:
  double price(std::uint32_t trader, const Terms& terms, TraderRandom& random) override;
};

// ZI-C: uniform over the part of the range that makes no loss.
class ZeroIntelligenceConstrained final : public Strategy {
 public:
  double price(std::uint32_t trader, const Terms& terms, TraderRandom& random) override;
};

}  // namespace peerwatt::bidding
