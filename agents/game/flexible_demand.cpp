#include "agents/game/flexible_demand.hpp"

namespace peerwatt::game {

double FlexibleDemand::value(double kwh) const {
  if (most_kwh <= 0) return 0;
  kwh = std::min(kwh, most_kwh);
  return choke_price * kwh - (choke_price - reference_price) * kwh * kwh / (2 * most_kwh);
}

}  // namespace peerwatt::game
