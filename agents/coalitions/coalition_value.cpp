#include "agents/coalitions/coalition_value.hpp"

#include <algorithm>

namespace peerwatt::game {

double CoalitionValue::value(double price_sell, double price_feed_in) const {
  return std::min(supply_kwh, demand_kwh) * (price_sell - price_feed_in);
}

}  // namespace peerwatt::game
