#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/market/order_lies.hpp"

#include "tools/peerwatt/market_arguments.hpp"

namespace peerwatt::tools {

// Which lies an audit tries beside those about one price.
struct LieKinds {
  bool quantities = false;
  bool splits = false;

  bool any() const { return quantities || splits; }
};

// The best that the owners of a file's orders can do by each kind of lie, one owner at a time.
struct LieReport {
  std::string mechanism;
  std::size_t orders = 0;  // whose owners were searched
  std::size_t owners = 0;
  std::uint64_t clearings = 0;
  std::vector<market::Lie> best{};     // of each kind that was tried
  std::vector<std::uint64_t> tried{};  // lies of each
  market::GridPrices beyond{};         // per kWh that is not held, and not needed

  std::uint64_t all_tried() const;
  const market::Lie* greatest() const;  // null where no lie pays
};

LieReport audit_lies(const FileMarket& opened, const std::vector<std::size_t>& rows,
                     const LieKinds& kinds);

// The row of the file that an order stands in.
std::size_t row_of(const orders::OrderBook& book, market::OrderPlace place);

// In lines of at most `width` characters.
std::string report_text(const LieReport& report, const orders::OrderBook& book, std::size_t width);
std::string report_json(const LieReport& report, const orders::OrderBook& book);

}  // namespace peerwatt::tools
