#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/config/feeder_reader.hpp"
#include "engine/network/distribution_network.hpp"

#include "tools/inspection/network_drawing.hpp"
#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/network_report_output.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"
#include "tools/peerwatt/text_file.hpp"

namespace peerwatt::tools {
namespace {

struct NetworkArguments {
  std::string action;
  std::filesystem::path feeder;
  std::filesystem::path svg;
  bool json = false;
  bool force = false;
};

// A drawing replaces nothing unasked, and the feeder never.
void require_new(const NetworkArguments& arguments) {
  std::error_code ignored;
  if (arguments.svg.empty() || !std::filesystem::exists(arguments.svg, ignored)) return;
  if (std::filesystem::equivalent(arguments.svg, arguments.feeder, ignored)) {
    throw InputError{fmt::format("{}: is the feeder itself; name another file for --svg",
                                 arguments.svg.string())};
  }
  if (arguments.force) return;
  throw InputError{
      fmt::format("{}: exists already; name another file for --svg, or --force to "
                  "overwrite it",
                  arguments.svg.string())};
}

// A power flow that does not converge is a failure, though all else is told.
ExitCode inspect(const NetworkArguments& arguments) {
  if (arguments.action != "inspect") {
    throw InputError{
        fmt::format("network: unknown action '{}'{}; write `peerwatt network inspect "
                    "FEEDER`",
                    arguments.action, did_you_mean(arguments.action, {"inspect"}))};
  }
  require_new(arguments);
  const network::FeederDescription feeder = config::load_feeder(arguments.feeder);
  const network::DistributionNetwork network{feeder};
  const inspection::NetworkReport report = inspection::inspect(feeder, network);
  if (!arguments.svg.empty()) write_file(arguments.svg, network_svg(network, report));
  print(arguments.json ? network_json(report) : network_text(report, text_width()));
  return report.solution ? ExitCode::kSuccess : ExitCode::kFailure;
}

}  // namespace

Action network_command(CLI::App& command) {
  const auto arguments = std::make_shared<NetworkArguments>();
  add_option(command,
             {"action", "inspect: counts, loads, power flow, numbers that look wrong", "inspect",
              Need::kRequired},
             arguments->action);
  add_option(command, {"feeder", "Feeder file, or folder of CSV files", "FEEDER", Need::kRequired},
             arguments->feeder);
  add_flag(command, {"--json", "Everything, bus by bus, for programs"}, arguments->json);
  add_option(command, {"--svg", "Draw the feeder into this file", "FILE"}, arguments->svg);
  add_flag(command, {"-f,--force", "Overwrite an existing drawing"}, arguments->force);
  return [arguments](const std::string&) { return inspect(*arguments); };
}

}  // namespace peerwatt::tools
