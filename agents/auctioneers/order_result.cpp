#include "agents/auctioneers/order_result.hpp"

namespace peerwatt::agents {

OrderMessage unfilled_order(const OrderResult& result, RoundId round) {
  OrderMessage message{.round = round,
                       .side = result.fill.side,
                       .energy = result.energy,
                       .order = {.quantity_kwh = result.unfilled_kwh(),
                                 .limit_price = result.limit_elsewhere,
                                 .owner = result.order.owner,
                                 .random_draw = result.order.random_draw}};
  return message;
}

}  // namespace peerwatt::agents
