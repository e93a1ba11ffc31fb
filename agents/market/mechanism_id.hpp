#pragma once

#include <cstdint>

namespace peerwatt::market {

// The rules there are, in the order of the catalogue. The auctions stand together.
enum class MechanismId : std::uint8_t {
  kNone,
  kTradeReduction,
  kMcAfee,
  kKPricing,
  kPayAsClear,
  kVcg,
  kMuda,
  kPayAsBid,
  kRandomBilateral,
  kMidMarketRate,
  kSupplyDemandRatio,
  kBillSharing,
  kAuctionThenMidMarket,
  kContinuousDoubleAuction,
};

}  // namespace peerwatt::market
