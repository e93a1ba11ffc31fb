#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tools/orders/orders_file.hpp"
#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// A file of orders and the rule that it is given to, as the command line names them.
struct MarketArguments {
  std::filesystem::path file;
  std::map<std::string, std::optional<std::string>> parameters;  // of `market` in a scenario
  std::optional<double> price_sell;                              // currency/kWh
  std::optional<double> price_feed_in;
  std::uint64_t seed = 1;
};

void add_market_options(CLI::App& command, MarketArguments& arguments);

struct FileMarket {
  const market::MechanismEntry& rule;
  std::unique_ptr<market::Mechanism> mechanism;
  market::GridPrices grid;
  orders::OrderBook book;

  market::CallMarket market() const { return book.market(grid); }
};

// Throws InputError with everything wrong with the arguments and the file.
FileMarket open_market(const MarketArguments& arguments);

}  // namespace peerwatt::tools
