#include "agents/market/mechanisms/continuous_double_auction.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "agents/market/allocation/book_side.hpp"

namespace peerwatt::market {
namespace {

// The book counts quantities in steps of fixed size. They are scaled by a power of two so that the
// largest order is 2^19 kWh or more in the book, but less than 2^20. A step is then about a
// rounding error of it, whatever the unit of the orders.
constexpr int kExponentInBook = 20;
constexpr int kLargestExponent = 1000;

double book_scale(const CallMarket& market, double most_kwh) {
  int exponent = 0;
  const double largest = std::max(largest_quantity(market.asks), largest_quantity(market.bids));
  std::frexp(std::min(largest, most_kwh), &exponent);
  return std::ldexp(1.0, std::min(kExponentInBook - exponent, kLargestExponent));
}

}  // namespace

void ContinuousDoubleAuction::settle(const CallMarket& market, const EfficientAllocation&,
                                     Stage& stage) {
  book_.clear();
  most_kwh_ = tradable_quantity(market.asks, market.bids);
  scale_ = book_scale(market, most_kwh_);
  line_up(market);
  for (const Arrival& incoming : arrivals_) trade(incoming, stage);
  sum_up(market, stage);
}

// Lists all orders in the order of their arrival.
void ContinuousDoubleAuction::line_up(const CallMarket& market) {
  arrivals_.clear();
  const auto add = [this](std::span<const Order> orders, Side side) {
    for (std::uint32_t i = 0; i < orders.size(); ++i) arrivals_.push_back({orders[i], side, i});
  };
  add(market.asks, Side::kSell);
  add(market.bids, Side::kBuy);
  const auto key = [](const Arrival& a) {
    return std::tuple{a.order.arrival, a.order.owner, a.side == Side::kBuy, a.order.limit_price,
                      a.order.quantity_kwh};
  };
  std::sort(arrivals_.begin(), arrivals_.end(),
            [key](const Arrival& a, const Arrival& b) { return key(a) < key(b); });
}

void ContinuousDoubleAuction::trade(const Arrival& incoming, Stage& stage) {
  const bool sells = incoming.side == Side::kSell;
  const double kwh = std::min(most_kwh_, incoming.order.quantity_kwh);
  Order order = incoming.order;
  order.quantity_kwh = kwh * scale_;
  const Receipt receipt = book_.submit(incoming.side, order);
  for (const Execution& execution : receipt.executions) {
    const std::uint32_t resting = place_of_[execution.resting.slot];
    const Pair pair{.ask = sells ? incoming.place : resting,
                    .bid = sells ? resting : incoming.place,
                    .quantity_kwh = execution.quantity_kwh / scale_,
                    .price_buyer = execution.price,
                    .price_seller = execution.price};
    stage.pairs.push_back(pair);
    stage.asks.quantity_kwh[pair.ask] += pair.quantity_kwh;
    stage.asks.money[pair.ask] += pair.quantity_kwh * pair.price_seller;
    stage.bids.quantity_kwh[pair.bid] += pair.quantity_kwh;
    stage.bids.money[pair.bid] += pair.quantity_kwh * pair.price_buyer;
  }
  if (receipt.state != OrderState::kResting) return;
  if (receipt.ticket.slot >= place_of_.size()) place_of_.resize(receipt.ticket.slot + 1);
  place_of_[receipt.ticket.slot] = incoming.place;
}

}  // namespace peerwatt::market
