#include "tools/peerwatt/clearing_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace peerwatt::tools {
namespace {

using market::Fills;
using market::Side;
using market::Stage;

void add_pairs(const Stage& stage, const orders::OrderBook& book, std::vector<Trade>& trades) {
  for (const market::Pair& pair : stage.pairs) {
    trades.push_back({stage.rule, book.asks[pair.ask].owner, book.bids[pair.bid].owner,
                      pair.quantity_kwh, pair.price_seller, pair.price_buyer});
  }
}

void add_pooled(const Stage& stage, const orders::OrderBook& book, std::vector<Trade>& trades) {
  for (std::size_t i = 0; i < book.asks.size(); ++i) {
    const double kwh = stage.asks.quantity_kwh[i];
    if (kwh <= 0) continue;
    trades.push_back({.rule = stage.rule,
                      .seller = book.asks[i].owner,
                      .quantity_kwh = kwh,
                      .price_seller = market::traded_price(stage, Side::kSell, i)});
  }
  for (std::size_t i = 0; i < book.bids.size(); ++i) {
    const double kwh = stage.bids.quantity_kwh[i];
    if (kwh <= 0) continue;
    trades.push_back({.rule = stage.rule,
                      .buyer = book.bids[i].owner,
                      .quantity_kwh = kwh,
                      .price_buyer = market::traded_price(stage, Side::kBuy, i)});
  }
}

// The price of all trades of a side within a rounding; null where there are none, or several.
std::optional<double> common_price(const std::vector<Trade>& trades,
                                   std::optional<double> Trade::*price) {
  constexpr double kRounding = 1e-12;
  std::optional<double> common;
  for (const Trade& trade : trades) {
    const std::optional<double>& at = trade.*price;
    if (!at) continue;
    if (common && std::abs(*at - *common) > kRounding * std::abs(*common)) return std::nullopt;
    common = common.value_or(*at);
  }
  return common;
}

// A stage that has one price for a side states it; a pool counts what goes through the grid.
void find_prices(const market::Clearing& clearing, ClearingReport& report) {
  report.price_seller = common_price(report.trades, &Trade::price_seller);
  report.price_buyer = common_price(report.trades, &Trade::price_buyer);
  if (clearing.stages().size() != 1) return;
  const Stage& only = clearing.stages().front();
  if (only.price_seller) report.price_seller = only.price_seller;
  if (only.price_buyer) report.price_buyer = only.price_buyer;
}

std::vector<Fill> fills_of(const market::Clearing& clearing, const orders::OrderBook& book) {
  std::vector<Fill> fills(book.rows.size());
  for (const Stage& stage : clearing.stages()) {
    for (std::size_t row = 0; row < fills.size(); ++row) {
      const market::OrderPlace place = book.rows[row];
      const Fills& side = place.side == Side::kSell ? stage.asks : stage.bids;
      fills[row].quantity_kwh += side.quantity_kwh[place.index];
      fills[row].money += side.money[place.index];
    }
  }
  return fills;
}

}  // namespace

ClearingReport clear_market(const FileMarket& opened) {
  const orders::OrderBook& book = opened.book;
  market::Clearing clearing;
  opened.mechanism->clear(opened.market(), clearing);
  ClearingReport report{.mechanism = std::string{opened.rule.name},
                        .volume_kwh = clearing.volume_kwh(),
                        .price_seller = {},
                        .price_buyer = {},
                        .welfare = clearing.welfare(),
                        .max_welfare = clearing.max_welfare,
                        .auctioneer_surplus = clearing.paid() - clearing.earned(),
                        .fills = fills_of(clearing, book)};
  for (const Stage& stage : clearing.stages()) {
    stage.pairs.empty() ? add_pooled(stage, book, report.trades)
                        : add_pairs(stage, book, report.trades);
  }
  find_prices(clearing, report);
  for (std::size_t row = 0; row < report.fills.size(); ++row) {
    const Fill& fill = report.fills[row];
    const double value = book.order(row).limit_price * fill.quantity_kwh;
    if (book.rows[row].side == Side::kSell) {
      report.surplus_sellers += fill.money - value;
    } else {
      report.surplus_buyers += value - fill.money;
    }
  }
  return report;
}

}  // namespace peerwatt::tools
