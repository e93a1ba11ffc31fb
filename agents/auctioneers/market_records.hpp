#pragma once

#include <span>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/order_result.hpp"
#include "agents/market/energy_class.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

recording::Outcome outcome(const OrderResult& result);

// To which round of which zone an order belongs.
struct OrderScene {
  RoundId round;
  ZoneId zone;
};

// One of those who traded, the seller where there is one: they are in one coalition.
ProsumerId trader(const recording::TradeRecord& trade);

// Returns an order that came as the trace has it; its class of energy is left open.
recording::OrderRecord order_record(const OrderMessage& message, SimTime arrival, ZoneId zone);
// Returns an order of a call market as the trace has it, with its class and outcome.
recording::OrderRecord order_record(const OrderResult& result, const OrderScene& scene);

}  // namespace peerwatt::agents
