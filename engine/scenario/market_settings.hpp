#pragma once

#include <cstdint>

#include "agents/market/mechanism_id.hpp"
#include "agents/market/pair_price.hpp"

namespace peerwatt::scenario {

class ParameterVisitor;

// The market place of every neighbourhood, and the timetable of a slot.
struct MarketSettings {
  market::MechanismId mechanism = market::MechanismId::kAuctionThenMidMarket;
  market::MechanismId auction = market::MechanismId::kTradeReduction;
  double k = 0.5;  // of k_pricing
  market::PairPrice pair_price = market::PairPrice::kByRule;
  double gate_s = 5;
  double report_s = 5;
  double settlement_s = 30;

  friend bool operator==(const MarketSettings&, const MarketSettings&) = default;
};

void describe(MarketSettings& market, ParameterVisitor& visitor);

}  // namespace peerwatt::scenario
