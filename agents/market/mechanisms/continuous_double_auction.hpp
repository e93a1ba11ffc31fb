#pragma once

#include <cstdint>
#include <vector>

#include "agents/market/mechanisms/one_stage.hpp"
#include "agents/market/order_book/order_book.hpp"

namespace peerwatt::market {

// ContinuousDoubleAuction lets the orders of a market meet in an order book, one after the other as
// they arrive; those that arrive together come by owner, side (asks first), price and quantity.
// Each trade is at the resting order's price. O((n + trades)*log n), and there are fewer trades
// than orders; memory O(n).
class ContinuousDoubleAuction final : public OneStage {
 public:
  ContinuousDoubleAuction() : OneStage{MechanismId::kContinuousDoubleAuction} {}

 private:
  struct Arrival {
    Order order;
    Side side = Side::kSell;
    std::uint32_t place = 0;  // index in the market's span of its side
  };
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;
  void line_up(const CallMarket& market);
  void trade(const Arrival& incoming, Stage& stage);

  OrderBook book_;
  double most_kwh_ = 0;  // no order can trade more
  double scale_ = 1;     // quantity in the book over quantity in kWh, a power of two
  std::vector<Arrival> arrivals_;
  std::vector<std::uint32_t> place_of_;  // by ticket slot, the order's index in its span
};

}  // namespace peerwatt::market
