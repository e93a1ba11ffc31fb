#pragma once

#include "agents/market/energy_class.hpp"
#include "agents/market/order.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// The trace's numbers of what markets know by enumerations of their own. Nothing else converts
// them.
constexpr recording::SideCode trace_code(market::Side side) {
  return side == market::Side::kSell ? recording::SideCode::kSell : recording::SideCode::kBuy;
}
constexpr recording::EnergyCode trace_code(market::EnergyClass energy) {
  return energy == market::EnergyClass::kSolar ? recording::EnergyCode::kSolar
                                               : recording::EnergyCode::kStorage;
}

}  // namespace peerwatt::agents
