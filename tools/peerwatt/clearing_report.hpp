#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/peerwatt/market_arguments.hpp"

namespace peerwatt::tools {

// Energy that changed hands at one price for each side: between two, or between one and all of the
// other side together, who are then null.
struct Trade {
  market::MechanismId rule{};
  std::optional<std::uint32_t> seller{};  // owner
  std::optional<std::uint32_t> buyer{};
  double quantity_kwh = 0;
  std::optional<double> price_seller{};  // currency/kWh
  std::optional<double> price_buyer{};
};

// What a row of the file came to, over all stages.
struct Fill {
  double quantity_kwh = 0;
  double money = 0;  // paid by a buyer, earned by a seller
};

// What a rule made of a file of orders; money in currency, at the orders' limit prices.
struct ClearingReport {
  std::string mechanism;
  double volume_kwh = 0;
  std::optional<double> price_seller;  // of everything that the side trades, where that is one
  std::optional<double> price_buyer;
  double welfare = 0;
  double max_welfare = 0;
  double surplus_sellers = 0;
  double surplus_buyers = 0;
  double auctioneer_surplus = 0;
  std::vector<Trade> trades{};
  std::vector<Fill> fills{};  // by row

  std::optional<double> efficiency() const {
    return max_welfare > 0 ? std::optional{welfare / max_welfare} : std::nullopt;
  }
};

ClearingReport clear_market(const FileMarket& opened);

// The summary, then the trades: at most `most_trades` of them, in lines of at most `width`
// characters.
std::string report_text(const ClearingReport& report, const orders::OrderBook& book,
                        std::size_t most_trades, std::size_t width);
std::string report_json(const ClearingReport& report, const orders::OrderBook& book);

}  // namespace peerwatt::tools
