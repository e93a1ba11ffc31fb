#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agents/market/misreport_search.hpp"

#include "tools/peerwatt/market_arguments.hpp"

namespace peerwatt::tools {

// The best that one owner of a file's orders can do by stating another price for one of them.
struct AuditReport {
  std::string mechanism;
  std::size_t orders = 0;  // searched
  std::uint64_t clearings = 0;
  std::optional<std::size_t> row{};  // of the order, where some misreport pays
  market::Misreport best{};          // and what it is
};

AuditReport audit_market(const FileMarket& opened, const std::vector<std::size_t>& rows);

// In lines of at most `width` characters.
std::string report_text(const AuditReport& report, const orders::OrderBook& book,
                        std::size_t width);
std::string report_json(const AuditReport& report, const orders::OrderBook& book);

}  // namespace peerwatt::tools
