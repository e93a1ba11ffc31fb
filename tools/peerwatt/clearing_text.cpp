#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "output/indicators/text_table.hpp"

#include "tools/peerwatt/clearing_report.hpp"

namespace peerwatt::tools {
namespace {

constexpr double kNoise = 1e-13;

std::string printed(const std::optional<double>& number) {
  return number ? fmt::format("{:.6g}", *number + 0.0) : std::string{"–"};  // + 0: no -0
}

// Sums of money, of which a rounding is left where they should be nothing.
double without_noise(double money, const ClearingReport& report) {
  double moved = 0;
  for (const Fill& fill : report.fills) moved += std::abs(fill.money);
  return std::abs(money) <= kNoise * moved ? 0 : money;
}

std::string summary(const ClearingReport& report) {
  const auto line = [](const char* label, const std::optional<double>& number, const char* unit) {
    return fmt::format("{:<22}{:>13}{}\n", label, printed(number), unit);
  };
  const auto money = [&](const char* label, double sum) {
    return line(label, without_noise(sum, report), "");
  };
  const std::optional<double> efficiency = report.efficiency();
  return line("Volume", report.volume_kwh, " kW h") +
         line("Price, sellers", report.price_seller, " per kW h") +
         line("Price, buyers", report.price_buyer, " per kW h") +
         money("Surplus, sellers", report.surplus_sellers) +
         money("Surplus, buyers", report.surplus_buyers) +
         money("Surplus, auctioneer", report.auctioneer_surplus) +
         money("Welfare", report.welfare) + money("Welfare, largest", report.max_welfare) +
         line("Efficiency", efficiency ? std::optional{100 * *efficiency} : std::nullopt, " %");
}

std::vector<std::string> cells_of(const Trade& trade, const orders::OrderBook& book) {
  const auto name = [&](const std::optional<std::uint32_t>& owner) {
    return owner ? book.owners[*owner] : std::string{"all"};
  };
  return {name(trade.seller),          name(trade.buyer),
          printed(trade.quantity_kwh), printed(trade.price_seller),
          printed(trade.price_buyer),  std::string{market::entry(trade.rule).name}};
}

// Of the first `shown` trades.
std::string table(const ClearingReport& report, const orders::OrderBook& book, std::size_t shown,
                  std::size_t width) {
  output::TextTable table{"seller"};
  table.add_column("buyer", output::ColumnKind::kText);
  for (const char* heading : {"kW h", "seller gets", "buyer pays"}) table.add_column(heading);
  table.add_column("rule", output::ColumnKind::kNote);
  for (std::size_t i = 0; i < shown; ++i) table.add_row(cells_of(report.trades[i], book));
  return table.text(width);
}

}  // namespace

std::string report_text(const ClearingReport& report, const orders::OrderBook& book,
                        std::size_t most_trades, std::size_t width) {
  const auto filled = std::count_if(report.fills.begin(), report.fills.end(),
                                    [](const Fill& fill) { return fill.quantity_kwh > 0; });
  std::string text = fmt::format("{}: {} of {} orders trade\n{}", report.mechanism, filled,
                                 report.fills.size(), summary(report));
  if (report.trades.empty()) return text;
  const std::size_t shown = std::min(most_trades, report.trades.size());
  text += '\n' + table(report, book, shown, width);
  if (shown < report.trades.size()) {
    text += fmt::format("and {} more (--all shows them)\n", report.trades.size() - shown);
  }
  return text;
}

}  // namespace peerwatt::tools
