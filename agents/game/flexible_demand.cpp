#include "agents/game/flexible_demand.hpp"

namespace peerwatt::game {

double FlexibleDemand::value(double kwh) const {
  if (most_kwh <= 0) return 0;
  kwh = std::min(kwh, most_kwh);
  const double fall = std::max(0.0, choke_price - reference_price);
  return choke_price * kwh - fall * kwh * kwh / (2 * most_kwh);
}

}  // namespace peerwatt::game
