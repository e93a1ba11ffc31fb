#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "engine/config/load_scenario.hpp"
#include "engine/config/print_scenario.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/located.hpp"
#include "tools/peerwatt/settings.hpp"

namespace peerwatt::tools {
namespace {

struct ValidateArguments {
  std::filesystem::path scenario;
  bool print = false;
  std::vector<std::string> settings;
};

// Building the run reads the profiles and checks latencies; nothing is simulated.
ExitCode validate(const ValidateArguments& arguments) {
  const config::LoadedScenario loaded =
      config::load_scenario(arguments.scenario, parse_settings(arguments.settings));
  const agents::SimulationRun run = prepare_run(loaded);
  if (arguments.print) {
    fmt::print("{}", config::print_scenario(loaded.scenario));
    return ExitCode::kSuccess;
  }
  fmt::print("{}: fine ({} prosumers, {} zones, {} slots)\n", arguments.scenario.string(),
             loaded.scenario.prosumer_count(), run.description().network.zone_name.size(),
             loaded.scenario.clock.slots());
  return ExitCode::kSuccess;
}

}  // namespace

Action validate_command(CLI::App& command) {
  const auto arguments = std::make_shared<ValidateArguments>();
  add_option(command, {.name = "scenario", .help = "Scenario file (YAML)", .need = Need::kRequired},
             arguments->scenario);
  add_flag(command, {"--print", "Write the resolved scenario, which runs as it is"},
           arguments->print);
  add_settings(command, arguments->settings);
  return [arguments](const std::string&) { return validate(*arguments); };
}

}  // namespace peerwatt::tools
