#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/order_result.hpp"
#include "agents/market/energy_class.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// The class of energy as the trace has it.
recording::EnergyClass record(market::EnergyClass energy);

recording::Outcome outcome(const OrderResult& result);

// To which round of which zone an order belongs.
struct OrderScene {
  RoundId round;
  std::uint32_t zone = 0;
};

// Returns an order that came as the trace has it; its class of energy is left open.
recording::OrderRecord order_record(const OrderMessage& message, SimTime arrival,
                                    std::uint32_t zone);
// Returns an order of a call market as the trace has it, with its class and outcome.
recording::OrderRecord order_record(const OrderResult& result, const OrderScene& scene);

}  // namespace peerwatt::agents
