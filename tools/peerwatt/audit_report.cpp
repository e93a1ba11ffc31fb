#include "tools/peerwatt/audit_report.hpp"

#include <fmt/format.h>

#include "output/indicators/text_wrap.hpp"

namespace peerwatt::tools {
namespace {

using market::Approach;
using market::Misreport;

const char* approach_name(Approach approach) {
  switch (approach) {
    case Approach::kJustBelow:
      return "just below ";
    case Approach::kJustAbove:
      return "just above ";
    case Approach::kAt:
      break;
  }
  return "";
}

}  // namespace

AuditReport audit_market(const FileMarket& opened, const std::vector<std::size_t>& rows) {
  market::MisreportSearch search{*opened.mechanism};
  search.load(opened.market());
  AuditReport report{.mechanism = std::string{opened.rule.name}, .orders = rows.size()};
  for (const std::size_t row : rows) {
    const Misreport found = search.best_for(opened.book.rows[row]);
    if (!found.pays() || (report.row && found.gain() <= report.best.gain())) continue;
    report.row = row;
    report.best = found;
  }
  report.clearings = search.clearings();
  return report;
}

std::string report_text(const AuditReport& report, const orders::OrderBook& book,
                        std::size_t width) {
  std::string text = fmt::format("{}: {} orders, {} clearings\n", report.mechanism, report.orders,
                                 report.clearings);
  if (!report.row) return text + "no gain found: nobody does better by stating another price\n";
  const Misreport& best = report.best;
  text += output::wrapped(fmt::format("order {} ({} of {}) states another price", *report.row,
                                      best.order.side == market::Side::kSell ? "sell" : "buy",
                                      book.owners[book.order(*report.row).owner]),
                          width);
  const auto line = [&](const char* label, const std::string& value) {
    text += fmt::format("{:<24}{}\n", label, value);
  };
  line("True price", fmt::format("{:.6g}", best.true_price));
  line("Stated price", fmt::format("{}{:.6g}", approach_name(best.approach), best.near_price));
  line("Utility, truthful", fmt::format("{:.6g}", best.utility));
  line("Utility, misreporting", fmt::format("{:.6g}", best.utility_misreporting));
  line("Gain", fmt::format("{:.6g}", best.gain()));
  return text;
}

}  // namespace peerwatt::tools
