#include "agents/devices/flexible_demand.hpp"

namespace peerwatt::game {

double FlexibleDemand::value(double kwh) const {
  if (most_kwh <= 0) return 0;
  kwh = std::min(kwh, most_kwh);
  const double fall = std::max(0.0, choke_price - reference_price);
  return choke_price * kwh - fall * kwh * kwh / (2 * most_kwh);
}

double FlexibleDemand::comfort_lost(double missing_kwh) const {
  if (most_kwh <= 0) return 0;
  missing_kwh = std::clamp(missing_kwh, 0.0, most_kwh);
  const double fall = std::max(0.0, choke_price - reference_price);
  return missing_kwh * (choke_price - fall + fall * missing_kwh / (2 * most_kwh));
}

}  // namespace peerwatt::game
