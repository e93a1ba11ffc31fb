#pragma once

#include "agents/market/fill.hpp"
#include "agents/market/order.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// An order as a market place took it, charges counted in its limit price, and what became of it.
struct OrderResult {
  market::Order order{};
  market::EnergyClass energy = market::EnergyClass::kSolar;  // that was offered
  double limit_elsewhere = 0;  // without the charge here, and what local energy is worth on top
  market::Fill fill{};         // its side is the order's

  ProsumerId prosumer() const { return ProsumerId{order.owner}; }
  double unfilled_kwh() const { return order.quantity_kwh - fill.quantity_kwh; }
};

// Returns what was not filled of an order, as it is offered at the market place above.
OrderMessage unfilled_order(const OrderResult& result, RoundId round);

}  // namespace peerwatt::agents
