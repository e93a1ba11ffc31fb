#include "agents/market/mechanisms/mcafee.hpp"

#include <optional>

#include "agents/market/ticks.hpp"

namespace peerwatt::market {
namespace {

std::optional<double> price_of_all(const CallMarket& market, const EfficientAllocation& efficient) {
  const std::optional<double> next_ask = efficient.asks().next_price(market.asks);
  const std::optional<double> next_bid = efficient.bids().next_price(market.bids);
  if (!next_ask || !next_bid) return std::nullopt;
  const Middle price{*next_ask, *next_bid};
  const bool within = 2 * to_ticks(efficient.asks().marginal_price()) <= price.twice() &&
                      price.twice() <= 2 * to_ticks(efficient.bids().marginal_price());
  return within ? std::optional{price.price()} : std::nullopt;
}

}  // namespace

void McAfee::add_breakpoints(const CallMarket& market, std::vector<double>& prices) {
  probe_.find(market);
  if (!probe_.trades()) return;
  const std::optional<double> next_ask = probe_.asks().next_price(market.asks);
  const std::optional<double> next_bid = probe_.bids().next_price(market.bids);
  if (!next_ask || !next_bid) return;
  prices.push_back(*next_ask / 2 + *next_bid / 2);
  for (const double marginal : {probe_.asks().marginal_price(), probe_.bids().marginal_price()}) {
    prices.push_back(2 * marginal - *next_ask);
    prices.push_back(2 * marginal - *next_bid);
  }
}

void McAfee::settle(const CallMarket& market, const EfficientAllocation& efficient, Stage& stage) {
  if (!efficient.trades()) return;
  if (const std::optional<double> price = price_of_all(market, efficient)) {
    efficient.fill(market, stage);
    pay_uniformly(stage, *price, *price);
  } else {
    reduction_.settle(market, efficient, stage);
  }
}

}  // namespace peerwatt::market
