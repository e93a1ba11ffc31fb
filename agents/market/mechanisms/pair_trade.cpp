#include "agents/market/mechanisms/pair_trade.hpp"

#include <algorithm>
#include <limits>

#include "engine/core/summation.hpp"

namespace peerwatt::market {
namespace {

void write_down(std::span<const Trader> traders, Fills& fills) {
  for (const Trader& trader : traders) {
    fills.quantity_kwh[trader.place] = trader.traded_kwh;
    fills.money[trader.place] = trader.money;
  }
}

}  // namespace

void trade(Trader& seller, Trader& buyer, double kwh, double price, Stage& stage) {
  stage.pairs.push_back({seller.place, buyer.place, kwh, price, price});
  stage.welfare += kwh * (buyer.limit_price - seller.limit_price);
  for (Trader* trader : {&seller, &buyer}) {
    trader->unfilled_kwh -= kwh;
    trader->traded_kwh += kwh;
    trader->money += kwh * price;
  }
}

void sum_up_pairs(std::span<const Trader> sellers, std::span<const Trader> buyers,
                  double max_welfare, Stage& stage) {
  if (stage.pairs.empty()) return;
  write_down(sellers, stage.asks);
  write_down(buyers, stage.bids);
  stage.volume_kwh = accurate_sum(stage.bids.quantity_kwh);
  stage.paid = accurate_sum(stage.bids.money);
  stage.earned = accurate_sum(stage.asks.money);
  stage.welfare = std::min(stage.welfare, max_welfare);
  stage.prices = {std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity()};
  for (const Pair& pair : stage.pairs) {
    stage.prices.least = std::min(stage.prices.least, pair.price_seller);
    stage.prices.most = std::max(stage.prices.most, pair.price_buyer);
  }
}

}  // namespace peerwatt::market
