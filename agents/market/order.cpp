#include "agents/market/order.hpp"

#include <algorithm>
#include <limits>

namespace peerwatt::market {

double best_merit(std::span<const Order> orders, Side side) {
  double best = std::numeric_limits<double>::infinity();
  for (const Order& order : orders) {
    const double at = merit(order.limit_price, side);
    best = order.quantity_kwh > 0 ? std::min(best, at) : best;
  }
  return best;
}

}  // namespace peerwatt::market
