#include <limits>
#include <memory>

#include <fmt/format.h>

#include "tools/peerwatt/clearing_report.hpp"
#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/market_arguments.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"

namespace peerwatt::tools {
namespace {

constexpr std::size_t kShownTrades = 20;

struct ClearArguments {
  MarketArguments market;
  bool json = false;
  bool all = false;
};

ExitCode clear(const ClearArguments& arguments) {
  const FileMarket opened = open_market(arguments.market);
  const ClearingReport report = clear_market(opened);
  const std::size_t most = arguments.all ? std::numeric_limits<std::size_t>::max() : kShownTrades;
  print(arguments.json ? report_json(report, opened.book)
                       : report_text(report, opened.book, most, text_width()));
  return ExitCode::kSuccess;
}

}  // namespace

Action clear_command(CLI::App& command) {
  const auto arguments = std::make_shared<ClearArguments>();
  add_market_options(command, arguments->market);
  add_flag(command, {"--json", "Everything, for programs"}, arguments->json);
  add_flag(command, {"--all", fmt::format("All trades instead of the first {}", kShownTrades)},
           arguments->all);
  return [arguments](const std::string&) { return clear(*arguments); };
}

}  // namespace peerwatt::tools
