#include "agents/market/clearing.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "engine/core/summation.hpp"

#include "agents/market/mechanism.hpp"

namespace peerwatt::market {
namespace {

// Money at the orders' own prices.
double value(std::span<const Order> orders, const Fills& fills) {
  double sum = 0;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    sum += orders[i].limit_price * fills.quantity_kwh[i];
  }
  return sum;
}

void widen(PriceRange& range, const Fills& fills) {
  for (std::size_t i = 0; i < fills.quantity_kwh.size(); ++i) {  // no branch to mispredict
    const double price = fills.money[i] / fills.quantity_kwh[i];
    const bool traded = fills.quantity_kwh[i] > 0;
    range.least = std::min(range.least, traded ? price : range.least);
    range.most = std::max(range.most, traded ? price : range.most);
  }
}

void pay(Fills& fills, double price) {
  for (std::size_t i = 0; i < fills.money.size(); ++i) {
    fills.money[i] = price * fills.quantity_kwh[i];
  }
}

double total(std::span<const Stage> stages, double Stage::*member) {
  double sum = 0;
  for (const Stage& stage : stages) sum += stage.*member;
  return sum;
}

}  // namespace

Stage& Clearing::add_stage(MechanismId rule, const CallMarket& market) {
  if (count_ == stages_.size()) stages_.emplace_back();
  Stage& stage = stages_[count_++];
  stage.rule = rule;
  stage.asks.reset(market.asks.size());
  stage.bids.reset(market.bids.size());
  stage.pairs.clear();
  stage.volume_kwh = stage.paid = stage.earned = 0;
  stage.welfare = 0;
  stage.prices = {};
  stage.price_seller.reset();
  stage.price_buyer.reset();
  return stage;
}

double Clearing::volume_kwh() const {
  return total(stages(), &Stage::volume_kwh);
}
double Clearing::paid() const {
  return total(stages(), &Stage::paid);
}
double Clearing::earned() const {
  return total(stages(), &Stage::earned);
}
double Clearing::welfare() const {
  return total(stages(), &Stage::welfare);
}

double welfare(const CallMarket& market, const Stage& stage) {
  return value(market.bids, stage.bids) - value(market.asks, stage.asks);
}

// Of a pool, the price of a side counts what goes through the grid, but the trades have one price.
// The quotient of money and energy may be a rounding beyond the prices that it is a mean of.
double traded_price(const Stage& stage, Side side, std::size_t order) {
  if (stage.prices.least == stage.prices.most) return stage.prices.least;
  const std::optional<double>& of_side =
      side == Side::kSell ? stage.price_seller : stage.price_buyer;
  if (of_side) return *of_side;
  const Fills& fills = side == Side::kSell ? stage.asks : stage.bids;
  return std::clamp(fills.money[order] / fills.quantity_kwh[order], stage.prices.least,
                    stage.prices.most);
}

void pay_uniformly(Stage& stage, double price_seller, double price_buyer) {
  pay(stage.asks, price_seller);
  pay(stage.bids, price_buyer);
  stage.paid = stage.volume_kwh * price_buyer;
  stage.earned = stage.volume_kwh * price_seller;
  if (stage.volume_kwh <= 0) return;
  stage.prices = {std::min(price_seller, price_buyer), std::max(price_seller, price_buyer)};
  stage.price_seller = price_seller;
  stage.price_buyer = price_buyer;
}

void sum_up(const CallMarket& market, Stage& stage) {
  stage.volume_kwh = accurate_sum(stage.bids.quantity_kwh);
  stage.paid = accurate_sum(stage.bids.money);
  stage.earned = accurate_sum(stage.asks.money);
  stage.welfare = welfare(market, stage);
  if (stage.volume_kwh <= 0) return;
  stage.prices = {std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity()};
  widen(stage.prices, stage.asks);
  widen(stage.prices, stage.bids);
  // No rule that sums up trades beyond the best orders, but for the rounding of a quotient.
  stage.prices.least =
      std::max(stage.prices.least, merit(best_merit(market.asks, Side::kSell), Side::kSell));
  stage.prices.most =
      std::min(stage.prices.most, merit(best_merit(market.bids, Side::kBuy), Side::kBuy));
}

}  // namespace peerwatt::market
