#pragma once

#include "agents/market/call_auction.hpp"
#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// The call auctions with one price for each side.
class UniformAuction final : public Mechanism {
 public:
  explicit UniformAuction(AuctionParameters parameters);
  void clear(const CallMarket& market, Clearing& clearing) override;

 private:
  MechanismId id_;
  CallAuction auction_;
};

}  // namespace peerwatt::market
