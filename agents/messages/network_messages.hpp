#pragma once

#include <cstdint>

#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Prosumer -> network operator: what was drawn at its connection in the slot, trades and purchases
// less sales and feed-in; negative where it fed in. Repeated until received.
struct ConnectionReading {
  std::int32_t slot = kNoSlot;
  double active_kwh = 0;
  double reactive_kvarh = 0;  // without what an inverter draws that answers to the voltage
  double inverter_kvarh = 0;  // the part of it that the inverter drew
  // Of an inverter that answers: how much it can draw or feed in beside its active power.
  double inverter_limit_kvar = 0;
};

// Network operator -> CPS: the energy lost in the network in a slot, which the operator buys.
// Repeated until received.
struct LossNotice {
  std::int32_t slot = kNoSlot;
  double losses_kwh = 0;
};

}  // namespace peerwatt::agents
