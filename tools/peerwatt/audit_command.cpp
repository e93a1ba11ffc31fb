#include <algorithm>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/random.hpp"

#include "tools/peerwatt/audit_report.hpp"
#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/lie_report.hpp"
#include "tools/peerwatt/market_arguments.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"

namespace peerwatt::tools {
namespace {

constexpr std::size_t kMostOrders = 200;  // searched without being asked to

struct AuditArguments {
  MarketArguments market;
  std::optional<std::size_t> orders;
  LieKinds lies;
  bool json = false;
};

void refuse_many(const AuditArguments& arguments, std::size_t count) {
  if (arguments.orders || count <= kMostOrders) return;
  throw InputError{
      fmt::format("{0}: has {1} orders, and more than {2} take long: --orders {2} draws so many of "
                  "them, --orders {1} searches all",
                  arguments.market.file.string(), count, kMostOrders)};
}

// All rows, or as many as are wanted, drawn by the seed.
std::vector<std::size_t> chosen_rows(const AuditArguments& arguments, std::size_t count) {
  std::vector<std::size_t> rows(count);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (!arguments.orders || *arguments.orders >= count) return rows;
  std::vector<double> draws(count);
  for (const std::size_t row : rows) {
    draws[row] = uniform({.seed = arguments.market.seed,
                          .purpose = Purpose::kMarket,
                          .owner = identity("audited order", row)});
  }
  std::sort(rows.begin(), rows.end(),
            [&](std::size_t a, std::size_t b) { return draws[a] < draws[b]; });
  rows.resize(*arguments.orders);
  std::sort(rows.begin(), rows.end());
  return rows;
}

template <class Report>
void print_report(const Report& report, const orders::OrderBook& book, bool json) {
  print(json ? report_json(report, book) : report_text(report, book, text_width()));
}

ExitCode audit(const AuditArguments& arguments) {
  const FileMarket opened = open_market(arguments.market);
  const std::size_t count = opened.book.rows.size();
  refuse_many(arguments, count);
  const std::vector<std::size_t> rows = chosen_rows(arguments, count);
  if (arguments.lies.any()) {
    print_report(audit_lies(opened, rows, arguments.lies), opened.book, arguments.json);
  } else {
    print_report(audit_market(opened, rows), opened.book, arguments.json);
  }
  return ExitCode::kSuccess;
}

}  // namespace

Action audit_command(CLI::App& command) {
  const auto arguments = std::make_shared<AuditArguments>();
  add_market_options(command, arguments->market);
  const auto help =
      fmt::format("Search so many orders, drawn by the seed [all, up to {}]", kMostOrders);
  add_option(command,
             {.name = "--orders",
              .help = help,
              .value_name = "N",
              .range = ValueRange{1, std::uint64_t{1} << 40}},
             arguments->orders);
  add_flag(command,
           {"--quantities",
            "Try other quantities too: less or more than the true one, and in two parts, each "
            "with other prices. What is sold and not held is bought from the grid, what is "
            "bought and not needed is fed in"},
           arguments->lies.quantities);
  add_flag(command,
           {"--splits",
            "Try two orders for one too, also with one under a false name; what counts is what "
            "both bring"},
           arguments->lies.splits);
  add_flag(command, {"--json", "For programs"}, arguments->json);
  return [arguments](const std::string&) { return audit(*arguments); };
}

}  // namespace peerwatt::tools
