#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "agents/scenario_files/load_scenario.hpp"

#include "output/indicators/headline.hpp"
#include "output/indicators/indicators.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/located.hpp"
#include "tools/peerwatt/note_printing.hpp"
#include "tools/peerwatt/recorded_run.hpp"
#include "tools/peerwatt/settings.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"

namespace peerwatt::tools {
namespace {

struct RunArguments {
  std::filesystem::path scenario;
  std::filesystem::path output;  // empty: runs/<scenario>.h5
  bool force = false;
  bool quiet = false;
  bool all = false;
  std::filesystem::path only_under;  // empty: anywhere
  std::vector<std::string> settings;
  std::optional<std::int64_t> seed;
  std::size_t threads = 0;  // 0: as many as processors
};

std::filesystem::path default_output(const std::filesystem::path& scenario) {
  return std::filesystem::path{"runs"} / scenario.stem().concat(".h5");
}

// The default folder is made; one that the user names must be there.
void make_default_folder(const RunArguments& arguments) {
  if (!arguments.output.empty()) return;
  std::error_code error;
  std::filesystem::create_directories("runs", error);
  if (error) throw OutputError{fmt::format("runs: cannot be created ({})", error.message())};
}

std::vector<config::Override> overrides_of(const RunArguments& arguments) {
  std::vector<config::Override> overrides = parse_settings(arguments.settings);
  if (arguments.seed) overrides.push_back({"seed", std::to_string(*arguments.seed)});
  return overrides;
}

bool keeps_for_peak(const recording::ProsumerStatics& prosumers) {
  for (std::size_t i = 0; i < prosumers.name.size(); ++i) {
    if (prosumers.battery_capacity_kwh[i] > 0 && prosumers.battery_keeps_for_peak[i] != 0) {
      return true;
    }
  }
  return false;
}

output::RunScreen screen_of(const scenario::Scenario& scenario,
                            const output::Indicators& indicators,
                            const recording::RunDescription& run) {
  output::RunScreen screen{
      .currency = scenario.currency,
      .keeps_for_peak = keeps_for_peak(run.prosumers),
      .promises_price = scenario.leader.rule == scenario::LeaderRule::kStackelberg,
      .has_programme = scenario.virtual_power_plant.trigger != scenario::ReductionTrigger::kNever,
      .price_setter = {},
      .wires = output::wires_in_words(indicators.network, run),
      .trace = {}};
  if (indicators.price_setter >= 0) {
    screen.price_setter = run.prosumers.name.at(static_cast<std::size_t>(indicators.price_setter));
    screen.prices_set = indicators.price_setter_slots;
  }
  return screen;
}

void show(const output::Indicators& indicators, const output::RunScreen& screen, bool all) {
  const std::size_t width = text_width();
  if (all) print(fmt::format("{}\n", output::indicator_table(indicators, screen.currency, width)));
  print(output::first_screen(indicators, screen, width));
}

// Throws InputError where something is there that is not to be overwritten.
output::TraceOptions options_of(const RunArguments& arguments,
                                const scenario::LoadedScenario& loaded) {
  output::TraceOptions options = trace_options(
      loaded.scenario.trace,
      arguments.output.empty() ? default_output(arguments.scenario) : arguments.output,
      arguments.force ? output::Existing::kOverwrite : output::Existing::kRefuse);
  Diagnostics complaints;
  check_target(options, loaded, complaints);
  complaints.throw_if_any();
  return options;
}

ExitCode run(const RunArguments& arguments, const std::string& command_line) {
  const scenario::LoadedScenario loaded =
      scenario::load_scenario(arguments.scenario, overrides_of(arguments), {arguments.only_under});
  const output::TraceOptions options = options_of(arguments, loaded);
  agents::SimulationRun simulation =
      prepare_run(loaded, {.threads = static_cast<std::uint32_t>(arguments.threads)});
  if (!arguments.quiet) {
    print_notes(notes_on(loaded, simulation));
    print_notes(repairs_of(loaded, simulation));
  }
  make_default_folder(arguments);
  const RecordedRun recorded =
      record_run(simulation, loaded, options, command_line,
                 arguments.quiet ? Progress::Mode::kQuiet : Progress::Mode::kShown);
  const bool is_complete = recorded.status == recording::RunStatus::kComplete;
  if (!arguments.quiet) {
    output::RunScreen screen =
        screen_of(loaded.scenario, recorded.indicators, simulation.description());
    if (is_complete) screen.trace = options.file.string();
    show(recorded.indicators, screen, arguments.all);
  }
  if (!is_complete) {
    tell(fmt::format("interrupted; what was simulated so far is in {}\n",
                     recorded.partial_file.string()));
    return ExitCode::kInterrupted;
  }
  return ExitCode::kSuccess;
}

}  // namespace

Action run_command(CLI::App& command) {
  const auto arguments = std::make_shared<RunArguments>();
  add_option(command, {.name = "scenario", .help = "Scenario file (YAML)", .need = Need::kRequired},
             arguments->scenario);
  add_option(command, {"-o,--output", "Trace file [runs/<name of the scenario>.h5]"},
             arguments->output);
  add_flag(command, {"-f,--force", "Overwrite an existing trace"}, arguments->force);
  add_settings(command, arguments->settings);
  add_only_under(command, arguments->only_under);
  add_option(command, {"--seed", "Short for --set seed=N", "N"}, arguments->seed);
  add_option(command,
             {.name = "--threads",
              .help = "Threads that simulate, of which no result depends [one for each processor; "
                      "a community of less than 3,200 has use for one]",
              .value_name = "N",
              .range = ValueRange{1, 1024}},
             arguments->threads);
  add_flag(command, {"-q,--quiet", "No notes, no progress and no table"}, arguments->quiet);
  add_flag(command, {"--all", "Every indicator, before what is most important"}, arguments->all);
  return [arguments](const std::string& command_line) { return run(*arguments, command_line); };
}

}  // namespace peerwatt::tools
