#include "agents/game/flexible_demand.hpp"

namespace peerwatt::game {

double FlexibleDemand::value(double kwh) const {
  if (most_kwh <= 0) return 0;
  kwh = std::min(kwh, most_kwh);
  return choke_price * kwh - (choke_price - reference_price) * kwh * kwh / (2 * most_kwh);
}

ResidualDemand after_buying(ResidualDemand demand, double bought_kwh) {
  const double to_must = std::min(demand.must_kwh, bought_kwh);
  demand.must_kwh -= to_must;
  demand.served_kwh += bought_kwh - to_must;
  return demand;
}

}  // namespace peerwatt::game
