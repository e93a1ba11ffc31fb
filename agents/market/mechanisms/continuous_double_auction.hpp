#pragma once

#include <cstdint>
#include <vector>

#include "agents/market/mechanisms/one_stage.hpp"
#include "agents/market/order_book/order_book.hpp"

namespace peerwatt::market {

// The orders meet in an order book, one after the other as they arrive; those that arrive together
// by owner, side (asks first), price and quantity. Each trade is at the resting order's price.
class ContinuousDoubleAuction final : public OneStage {
 public:
  ContinuousDoubleAuction() : OneStage{MechanismId::kContinuousDoubleAuction} {}

 private:
  struct Arrival {
    Order order;
    Side side = Side::kSell;
    std::uint32_t place = 0;  // in the market's span of its side
  };
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;
  void line_up(const CallMarket& market);
  void trade(const Arrival& incoming, Stage& stage);

  OrderBook book_;
  double most_kwh_ = 0;  // no order trades more
  double scale_ = 1;     // of quantities in the book
  std::vector<Arrival> arrivals_;
  std::vector<std::uint32_t> place_of_;  // by ticket slot
};

}  // namespace peerwatt::market
