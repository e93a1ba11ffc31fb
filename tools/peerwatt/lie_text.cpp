#include <fmt/format.h>

#include "output/indicators/text_table.hpp"
#include "output/indicators/text_wrap.hpp"

#include "tools/peerwatt/lie_report.hpp"

namespace peerwatt::tools {
namespace {

using market::Lie;
using market::LieKind;
using market::StatedOrder;
using orders::OrderBook;

constexpr std::size_t kIndent = 24;

std::string number(double value) {
  return fmt::format("{:.10g}", value + 0.0);  // + 0: no -0
}

std::string name_of(LieKind kind) {
  return std::string{market::kLieNames[static_cast<std::size_t>(kind)]};
}

const char* what_is_done(LieKind kind) {
  switch (kind) {
    case LieKind::kPrice:
      return "a lie about the price";
    case LieKind::kQuantity:
      return "a lie about the quantity";
    case LieKind::kQuantityAndPrice:
      return "a lie about quantity and price";
    case LieKind::kSplit:
      return "stating two orders for one";
    case LieKind::kFalseName:
      return "a second order under a false name";
  }
  return "";
}

std::string order_text(market::OrderPlace place, double kwh, double limit_price) {
  return fmt::format("{} {} kW h at {}", place.side == market::Side::kSell ? "sell" : "buy",
                     number(kwh), number(limit_price));
}

std::string truth_text(const Lie& lie, const OrderBook& book) {
  std::string text;
  for (std::size_t i = 0; i < lie.stated.size(); ++i) {
    const market::OrderPlace place = lie.stated[i].truth;
    bool is_named = false;
    for (std::size_t j = 0; j < i; ++j) is_named = is_named || lie.stated[j].truth == place;
    if (is_named) continue;
    const std::size_t row = row_of(book, place);
    const market::Order& truth = book.order(row);
    text += fmt::format("{}order {}: {}", text.empty() ? "" : "; ", row,
                        order_text(place, truth.quantity_kwh, truth.limit_price));
  }
  return text;
}

std::string stated_text(const Lie& lie) {
  std::string text;
  for (const StatedOrder& stated : lie.stated) {
    text += fmt::format("{}{}{}", text.empty() ? "" : "; ",
                        order_text(stated.truth, stated.quantity_kwh, stated.limit_price),
                        stated.name == market::Name::kOwn ? "" : " under another name");
  }
  return text;
}

std::string greatest_text(const Lie& lie, const OrderBook& book, std::size_t width) {
  std::string text = output::wrapped(
      fmt::format("{} gains most, by {}", book.owners[lie.owner], what_is_done(lie.kind)), width);
  const auto line = [&](const char* label, const std::string& value) {
    text += output::wrapped(fmt::format("{:<{}}{}", label, kIndent, value), width, kIndent);
  };
  line("Truth", truth_text(lie, book));
  line("Stated instead", stated_text(lie));
  line("Utility, truthful", number(lie.utility));
  line("Utility, lying", number(lie.utility_lying));
  line("Gain", number(lie.gain()));
  return text;
}

std::string kinds_table(const LieReport& report, const OrderBook& book, std::size_t width) {
  output::TextTable table{"lie"};
  table.add_column("tried");
  table.add_column("greatest gain");
  table.add_column("owner", output::ColumnKind::kText);
  table.add_column("stated", output::ColumnKind::kNote);
  for (std::size_t i = 0; i < report.best.size(); ++i) {
    const Lie& lie = report.best[i];
    const bool pays = lie.pays();
    table.add_row({name_of(lie.kind), std::to_string(report.tried[i]),
                   pays ? number(lie.gain()) : "none found", pays ? book.owners[lie.owner] : "",
                   pays ? stated_text(lie) : ""});
  }
  return table.text(width);
}

}  // namespace

std::string report_text(const LieReport& report, const OrderBook& book, std::size_t width) {
  std::string text = fmt::format("{}: {} orders of {} owners, {} lies tried\n", report.mechanism,
                                 report.orders, report.owners, report.all_tried());
  const Lie* greatest = report.greatest();
  text += greatest != nullptr ? greatest_text(*greatest, book, width)
                              : "no gain found: none of these lies does better than the truth\n";
  text += '\n' + kinds_table(report, book, width) + '\n';
  return text +
         output::wrapped(
             fmt::format("A kW h is worth its order's limit price, up to the order's quantity. "
                         "What is sold and not held costs {}, what is bought and not needed "
                         "brings {} per kW h.",
                         number(report.beyond.sell), number(report.beyond.feed_in)),
             width);
}

}  // namespace peerwatt::tools
