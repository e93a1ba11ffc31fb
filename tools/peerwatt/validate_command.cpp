#include <cstdio>

#include <fmt/format.h>

#include "engine/config/load_scenario.hpp"
#include "engine/config/print_scenario.hpp"

#include "agents/simulation_run.hpp"

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// Building the run reads the profiles and checks latencies; nothing is simulated.
ExitCode validate(const ValidateArguments& arguments) {
  const config::LoadedScenario loaded =
      config::load_scenario(arguments.scenario, parse_overrides(arguments.settings));
  const agents::SimulationRun run{loaded.scenario};
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
