#pragma once

#include <cstdint>

#include "agents/bidding/terms.hpp"
#include "agents/bidding/trader_random.hpp"

namespace peerwatt::bidding {

// A market in which everyone trades between 0.05 and 0.35 without it, and two who are in it.
inline constexpr PriceRange kRange{0.05, 0.35};
inline constexpr Terms kSeller{market::Side::kSell, 0.2, kRange};
inline constexpr Terms kBuyer{market::Side::kBuy, 0.2, kRange};

// The random numbers of a trader that has chosen nothing yet.
struct FreshRandom {
  std::uint32_t choices = 0;
  TraderRandom random{1, 7, choices};
};

}  // namespace peerwatt::bidding
