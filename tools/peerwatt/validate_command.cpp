#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/scenario_files/print_scenario.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/estimate.hpp"
#include "tools/peerwatt/located.hpp"
#include "tools/peerwatt/note_printing.hpp"
#include "tools/peerwatt/settings.hpp"
#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {
namespace {

struct ValidateArguments {
  std::filesystem::path scenario;
  bool print = false;
  bool strict = false;
  std::filesystem::path only_under;  // empty: anywhere
  std::vector<std::string> settings;
};

std::string verdict(std::size_t notes) {
  if (notes == 0) return "fine";
  return fmt::format("runs, with {} note{}", notes, notes == 1 ? "" : "s");
}

// With `--strict`, notes are errors. Beside a printed scenario they are comments, so that both are
// YAML where they go to one file.
void tell(std::vector<Diagnostic> notes, const ValidateArguments& arguments) {
  if (!arguments.strict) return print_notes(notes, arguments.print ? "# " : "");
  for (Diagnostic& note : notes) note.severity = Severity::kError;
  if (!notes.empty()) throw InputError{std::move(notes)};
}

// Building the run reads the profiles and checks latencies; its first slots show how long it takes.
ExitCode validate(const ValidateArguments& arguments) {
  const scenario::LoadedScenario loaded = scenario::load_scenario(
      arguments.scenario, parse_settings(arguments.settings), {arguments.only_under});
  agents::SimulationRun run = prepare_run(loaded);
  const std::vector<Diagnostic> notes = notes_on(loaded, run);
  tell(notes, arguments);
  print_notes(repairs_of(loaded, run), arguments.print ? "# " : "");
  if (arguments.print) {
    print(scenario::print_scenario(loaded.scenario));
    return ExitCode::kSuccess;
  }
  const auto counted = [](std::int64_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
  };
  const auto zones = static_cast<std::int64_t>(run.description().network.zone_name.size());
  print(fmt::format("{}: {} ({}, {}, {})\n", arguments.scenario.string(), verdict(notes.size()),
                    counted(loaded.scenario.prosumer_count(), "prosumer"), counted(zones, "zone"),
                    counted(loaded.scenario.clock.slots(), "slot")));
  print(fmt::format("{}\n", estimate_text(estimate(run, loaded))));
  return ExitCode::kSuccess;
}

}  // namespace

Action validate_command(CLI::App& command) {
  const auto arguments = std::make_shared<ValidateArguments>();
  add_option(command, {.name = "scenario", .help = "Scenario file (YAML)", .need = Need::kRequired},
             arguments->scenario);
  add_flag(command, {"--print", "Write the resolved scenario, which runs as it is"},
           arguments->print);
  add_flag(command, {"--strict", "Take notes for errors: exit code 2 where there are any"},
           arguments->strict);
  add_settings(command, arguments->settings);
  add_only_under(command, arguments->only_under);
  add_footer(
      command,
      "What a run takes is estimated from its first slots, on this machine.\n"
      "Notes tell of what is allowed and yet will not do what it seems to, such as PV without\n"
      "a capacity. docs/configuration.md has their kinds.");
  return [arguments](const std::string&) { return validate(*arguments); };
}

}  // namespace peerwatt::tools
