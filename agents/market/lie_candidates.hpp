#pragma once

#include <cstddef>
#include <vector>

#include "agents/market/mechanism.hpp"
#include "agents/market/order_place.hpp"

namespace peerwatt::market {

// Returns the limit prices that are tried for an order: those of all orders and, where they are
// given, the grid's and the middle between these, then the next below and above each; at most
// `most`, evenly taken.
std::vector<double> candidate_prices(const CallMarket& market, std::size_t most);

// Returns the quantities that are tried for an order, kWh: parts of its own from nothing to twice
// as much, and those with which a sum of the best orders of the own side meets one of the other
// side, each with a little less and more; at most `most`, evenly taken.
std::vector<double> candidate_quantities(const CallMarket& market, OrderPlace place,
                                         std::size_t most);

// Returns up to `most` of sorted values, evenly taken, the first and the last among them.
std::vector<double> thinned(std::vector<double> values, std::size_t most);

}  // namespace peerwatt::market
