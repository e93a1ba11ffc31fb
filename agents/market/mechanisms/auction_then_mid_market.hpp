#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// The scheme of the paper: an auction, then what sellers have left and buyers still want at the
// mid-market price, whatever the limit prices (model, section 3).
class AuctionThenMidMarket final : public Mechanism {
 public:
  explicit AuctionThenMidMarket(std::unique_ptr<Mechanism> auction)
      : auction_{std::move(auction)} {}
  void clear(const CallMarket& market, Clearing& clearing) override;
  void add_breakpoints(const CallMarket& market, std::vector<double>& prices) override {
    auction_->add_breakpoints(market, prices);
  }

 private:
  std::unique_ptr<Mechanism> auction_;
  std::vector<double> rest_offered_;
  std::vector<double> rest_wanted_;
};

}  // namespace peerwatt::market
