#pragma once

#include <cstdint>

namespace peerwatt::scenario {

class ParameterVisitor;

enum class Mechanism : std::uint8_t { kNone, kAuctionThenMidMarket };
enum class AuctionRule : std::uint8_t { kTradeReduction, kKPricing };

// The market place of every neighbourhood, and the timetable of a slot.
struct MarketSettings {
  Mechanism mechanism = Mechanism::kAuctionThenMidMarket;
  AuctionRule auction = AuctionRule::kTradeReduction;
  double k = 0.5;  // of k_pricing
  double gate_s = 5;
  double report_s = 5;
  double settlement_s = 30;

  friend bool operator==(const MarketSettings&, const MarketSettings&) = default;
};

void describe(MarketSettings& market, ParameterVisitor& visitor);

}  // namespace peerwatt::scenario
