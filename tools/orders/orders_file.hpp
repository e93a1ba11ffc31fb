#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/csv/table.hpp"

#include "agents/market/mechanism.hpp"
#include "agents/market/order_place.hpp"

namespace peerwatt::orders {

// The orders of one market, as a file gives them.
struct OrderBook {
  std::vector<market::Order> asks;
  std::vector<market::Order> bids;
  // By bid. A pool takes an order whole, whatever its limit price.
  std::vector<double> pool_demand_kwh;
  std::vector<market::OrderPlace> rows;  // where each row of the file, from 0, has gone
  std::vector<std::string> owners;       // labels by owner: numbers by value, then texts

  market::CallMarket market(const market::GridPrices& grid) const {
    return {.asks = asks, .bids = bids, .pool_demand_kwh = pool_demand_kwh, .grid = grid};
  }
  const market::Order& order(std::size_t row) const {
    return (rows[row].side == market::Side::kSell ? asks : bids)[rows[row].index];
  }
};

// Reads a file by whatever separates its columns: commas, semicolons, tabs or vertical bars;
// numbers may have decimal commas. Otherwise as below.
OrderBook read_orders(const std::filesystem::path& file, std::uint64_t seed);

// Reads the columns side (buy or sell), quantity_kwh, limit_price, owner and, if it is there,
// arrival. Owners and arrivals become numbers whose order does not depend on that of the rows; the
// random draws come from the seed and the owner's label. Throws InputError with everything that is
// wrong. Limit prices are rounded to 1e-9.
OrderBook read_orders(const csv::Table& table, std::uint64_t seed, char separator = ',');

// Lets orders that arrive together arrive one by one, in the order of their rows, as in a log.
void arrive_row_by_row(OrderBook& book);

}  // namespace peerwatt::orders
