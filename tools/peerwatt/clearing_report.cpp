#include "tools/peerwatt/clearing_report.hpp"

#include <algorithm>

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
  const auto price = [](const Fills& fills, std::size_t i) {
    return fills.money[i] / fills.quantity_kwh[i];
  };
  for (std::size_t i = 0; i < book.asks.size(); ++i) {
    const double kwh = stage.asks.quantity_kwh[i];
    if (kwh <= 0) continue;
    trades.push_back({.rule = stage.rule,
                      .seller = book.asks[i].owner,
                      .quantity_kwh = kwh,
                      .price_seller = price(stage.asks, i)});
  }
  for (std::size_t i = 0; i < book.bids.size(); ++i) {
    const double kwh = stage.bids.quantity_kwh[i];
    if (kwh <= 0) continue;
    trades.push_back({.rule = stage.rule,
                      .buyer = book.bids[i].owner,
                      .quantity_kwh = kwh,
                      .price_buyer = price(stage.bids, i)});
  }
}

// Null where nothing was traded, or at several prices.
std::optional<double> common_price(const market::Clearing& clearing,
                                   std::optional<double> Stage::*price) {
  std::optional<double> common;
  for (const Stage& stage : clearing.stages()) {
    if (stage.volume_kwh <= 0) continue;
    if (!(stage.*price) || (common && *common != *(stage.*price))) return std::nullopt;
    common = stage.*price;
  }
  return common;
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
                        .price_seller = common_price(clearing, &Stage::price_seller),
                        .price_buyer = common_price(clearing, &Stage::price_buyer),
                        .welfare = clearing.welfare(),
                        .max_welfare = clearing.max_welfare,
                        .auctioneer_surplus = clearing.paid() - clearing.earned(),
                        .fills = fills_of(clearing, book)};
  for (const Stage& stage : clearing.stages()) {
    stage.pairs.empty() ? add_pooled(stage, book, report.trades)
                        : add_pairs(stage, book, report.trades);
  }
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
