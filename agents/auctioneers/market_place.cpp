#include "agents/auctioneers/market_place.hpp"

namespace peerwatt::agents {

UnfilledOrder unfilled_order(const OrderResult& result, RoundId round) {
  return {.round = round,
          .prosumer = result.prosumer,
          .side = result.award.side,
          .energy = result.energy,
          .quantity_kwh = result.unfilled_kwh(),
          .limit_price = result.limit_elsewhere,
          .random_draw = result.random_draw};
}

}  // namespace peerwatt::agents
