#include "agents/market/mechanisms/muda.hpp"

#include <algorithm>
#include <limits>

#include "engine/core/summation.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::market {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Returns the limit price of the best order that is left, in part or in full, when the efficient
// allocation has traded; `none` if there is no such order.
double left_over(const EfficientSide& side, std::span<const Order> orders, double none) {
  if (!side.is_marginal_filled()) return side.marginal_price();
  return side.next_price(orders).value_or(none);
}

}  // namespace

void Muda::add_breakpoints(const CallMarket& market, std::vector<double>& prices) {
  split(market);
  for (const Half& half : halves_) {
    if (half.price) prices.push_back(half.price->price());
  }
}

void Muda::settle(const CallMarket& market, const EfficientAllocation& efficient, Stage& stage) {
  split(market);
  if (halves_[1].price) trade(halves_[0], *halves_[1].price, stage);
  if (halves_[0].price) trade(halves_[1], *halves_[0].price, stage);
  sum_up(market, stage);
  stage.welfare = std::min(stage.welfare, efficient.max_welfare());
}

// Splits the orders by the highest bit of their random draws, which is the same for all orders of
// an owner, and computes the price of each half.
void Muda::split(const CallMarket& market) {
  const auto draw = [this](std::span<const Order> orders, Orders Half::*side) {
    for (Half& half : halves_) {
      (half.*side).orders.clear();
      (half.*side).places.clear();
    }
    for (std::size_t i = 0; i < orders.size(); ++i) {
      Orders& drawn = halves_[orders[i].random_draw >> 31].*side;
      drawn.orders.push_back(orders[i]);
      drawn.places.push_back(static_cast<std::uint32_t>(i));
    }
  };
  draw(market.asks, &Half::asks);
  draw(market.bids, &Half::bids);
  for (Half& half : halves_) half.price = price(half);
}

// Returns the middle of the interval of prices at which supply meets demand in the half: all that
// trades accepts them, and of what does not trade no ask is below and no bid above. If nothing
// trades, the interval lies between the best bid and the best ask. There is no price if a side is
// empty.
std::optional<Middle> Muda::price(const Half& half) {
  const CallMarket market{half.asks.orders, half.bids.orders, {}, {}};
  efficient_.find(market);
  double least = -best_merit(market.bids, Side::kBuy);
  double most = best_merit(market.asks, Side::kSell);
  if (least == -kInfinity || most == kInfinity) return std::nullopt;
  if (efficient_.trades()) {
    const EfficientSide& asks = efficient_.asks();
    const EfficientSide& bids = efficient_.bids();
    least = std::max(asks.marginal_price(), left_over(bids, market.bids, -kInfinity));
    most = std::min(bids.marginal_price(), left_over(asks, market.asks, kInfinity));
  }
  return Middle{least, most};
}

// Trades a half at the price `reserve` of the other. In the auction of the long side, the short
// side is a single order of nobody at that price, so that the Vickrey prices of the others cannot
// be worse than the reserve and the order itself is never paid for.
void Muda::trade(Half& half, const Middle& reserve, Stage& stage) {
  const double offered = keep_willing(half.asks, Side::kSell, reserve.tick_below());
  const double wanted = keep_willing(half.bids, Side::kBuy, reserve.tick_above());
  const double price = reserve.price();
  const Order all{
      .quantity_kwh = std::min(offered, wanted), .limit_price = price, .owner = kNobody};
  const std::span<const Order> alone{&all, 1};
  const bool sellers_are_short = offered <= wanted;
  const CallMarket market = sellers_are_short ? CallMarket{alone, half.bids.orders, {}, {}}
                                              : CallMarket{half.asks.orders, alone, {}, {}};
  efficient_.find(market);
  if (!efficient_.trades()) return;
  auction_.clear();
  Stage& auction = auction_.add_stage(stage.rule, market);
  efficient_.fill(market, auction);
  vickrey_.settle(market, efficient_, auction);
  if (sellers_are_short) {
    trade_all(half.asks, price, stage.asks);
    hand_over(auction.bids, half.bids, stage.bids);
  } else {
    trade_all(half.bids, price, stage.bids);
    hand_over(auction.asks, half.asks, stage.asks);
  }
}

// Drops the orders whose limit price is worse than `worst`, and returns the sum of the others, kWh.
double Muda::keep_willing(Orders& drawn, Side side, double worst) {
  std::size_t kept = 0;
  quantities_.clear();
  for (std::size_t i = 0; i < drawn.orders.size(); ++i) {
    const Order& order = drawn.orders[i];
    if (merit(order.limit_price, side) > merit(worst, side)) continue;
    quantities_.push_back(order.quantity_kwh);
    drawn.places[kept] = drawn.places[i];
    drawn.orders[kept++] = order;
  }
  drawn.orders.resize(kept);
  drawn.places.resize(kept);
  return accurate_sum(quantities_);
}

void Muda::trade_all(const Orders& drawn, double price, Fills& fills) {
  for (std::size_t i = 0; i < drawn.orders.size(); ++i) {
    fills.quantity_kwh[drawn.places[i]] = drawn.orders[i].quantity_kwh;
    fills.money[drawn.places[i]] = drawn.orders[i].quantity_kwh * price;
  }
}

void Muda::hand_over(const Fills& won, const Orders& drawn, Fills& fills) {
  for (std::size_t i = 0; i < drawn.orders.size(); ++i) {
    fills.quantity_kwh[drawn.places[i]] = won.quantity_kwh[i];
    fills.money[drawn.places[i]] = won.money[i];
  }
}

}  // namespace peerwatt::market
