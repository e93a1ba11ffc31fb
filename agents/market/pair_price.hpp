#pragma once

#include <cstdint>

namespace peerwatt::market {

// Where between the ask's and the bid's price a pair trades.
enum class PairPrice : std::uint8_t {
  kByRule,    // as the rule is known: pay_as_bid at the bid's, random_bilateral anywhere
  kMidpoint,  // half-way
};

}  // namespace peerwatt::market
