#include <cstdio>

#include <fmt/format.h>

#include "engine/config/load_scenario.hpp"
#include "engine/config/print_scenario.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/located.hpp"

namespace peerwatt::tools {

// Building the run reads the profiles and checks latencies; nothing is simulated.
ExitCode validate(const ValidateArguments& arguments) {
  const config::LoadedScenario loaded =
      config::load_scenario(arguments.scenario, parse_overrides(arguments.settings));
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

}  // namespace peerwatt::tools
