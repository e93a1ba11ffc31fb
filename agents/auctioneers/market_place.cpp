#include "agents/auctioneers/market_place.hpp"

namespace peerwatt::agents {

Leftover leftover(const OrderResult& result, RoundId round) {
  return {.round = round,
          .prosumer = result.prosumer,
          .side = result.award.side,
          .energy = result.energy,
          .quantity_kwh = result.left_kwh(),
          .limit_price = result.limit_elsewhere,
          .lot = result.lot};
}

}  // namespace peerwatt::agents
