#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

// Leaves so many, evenly by rank.
void thin_evenly(std::vector<double>& rising, std::size_t most);

// What prosumers lack before they trade, and after the trades at the announced price.
struct Demands {
  std::span<const Position> before;
  std::span<const Position> after;
};
// The prices that regrets of the leader are about (model, section 7), rising: a grid from base
// tariff to cap, and the corners of demand in between.
std::vector<double> tried_prices(const Demands& demands, double base, double cap);

}  // namespace peerwatt::verification
