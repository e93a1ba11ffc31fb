#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "engine/config/load_scenario.hpp"

#include "output/indicators.hpp"
#include "output/trace_writer.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/interruption.hpp"
#include "tools/peerwatt/located.hpp"
#include "tools/peerwatt/progress.hpp"
#include "tools/peerwatt/provenance.hpp"
#include "tools/peerwatt/settings.hpp"

namespace peerwatt::tools {
namespace {

struct RunArguments {
  std::filesystem::path scenario;
  std::filesystem::path output;  // empty: runs/<scenario>.h5
  bool force = false;
  bool quiet = false;
  std::vector<std::string> settings;
  std::optional<std::int64_t> seed;
};

// Shows progress, and ends the run when the user wants that.
class Watcher final : public agents::SlotListener {
 public:
  Watcher(Progress& progress, const Interruption& interruption,
          const scenario::ClockSettings& clock)
      : progress_{progress}, interruption_{interruption}, clock_{clock} {}
  std::int64_t slots_done() const { return slots_done_; }
  Verdict slot_done(std::int32_t slot) override {
    slots_done_ = slot + 1;
    progress_.slot_done(slots_done_, clock_.slot_start(slot));
    return interruption_.requested() ? Verdict::kStop : Verdict::kContinue;
  }

 private:
  Progress& progress_;
  const Interruption& interruption_;
  const scenario::ClockSettings& clock_;
  std::int64_t slots_done_ = 0;
};

std::filesystem::path default_output(const std::filesystem::path& scenario) {
  return std::filesystem::path{"runs"} / scenario.stem().concat(".h5");
}

output::TraceLevel trace_level(scenario::TraceLevel level) {
  switch (level) {
    case scenario::TraceLevel::kSummary:
      return output::TraceLevel::kSummary;
    case scenario::TraceLevel::kAgents:
      return output::TraceLevel::kAgents;
    case scenario::TraceLevel::kOrders:
      return output::TraceLevel::kOrders;
  }
  return output::TraceLevel::kAgents;
}

output::TraceOptions trace_options(const scenario::TraceSettings& settings,
                                   const RunArguments& arguments) {
  return {.file = arguments.output.empty() ? default_output(arguments.scenario) : arguments.output,
          .level = trace_level(settings.level),
          .every = settings.every,
          .floats = settings.precision == scenario::FloatWidth::kFloat32
                        ? output::FloatWidth::kFloat32
                        : output::FloatWidth::kFloat64,
          .compression = static_cast<int>(settings.compression),
          .existing = arguments.force ? output::Existing::kOverwrite : output::Existing::kRefuse};
}

// Early, and in the words of the command line.
void refuse_existing(const output::TraceOptions& options) {
  if (options.existing == output::Existing::kOverwrite) return;
  std::error_code ignored;
  const std::filesystem::path partial = options.file.string() + ".partial";
  if (std::filesystem::is_regular_file(options.file, ignored)) {
    throw InputError{fmt::format("{}: exists already (-o writes elsewhere, --force overwrites it)",
                                 options.file.string())};
  }
  if (std::filesystem::exists(partial, ignored)) {
    throw InputError{
        fmt::format("{}: left by a run that goes on or did not end (-o writes "
                    "elsewhere, --force overwrites it)",
                    partial.string())};
  }
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

ExitCode run(const RunArguments& arguments, const std::string& command_line) {
  const config::LoadedScenario loaded =
      config::load_scenario(arguments.scenario, overrides_of(arguments));
  const scenario::Scenario& scenario = loaded.scenario;
  const output::TraceOptions options = trace_options(scenario.trace, arguments);
  refuse_existing(options);
  agents::SimulationRun simulation = prepare_run(loaded);
  make_default_folder(arguments);
  output::TraceWriter writer{options, provenance_of(loaded, command_line)};
  const Interruption interruption;
  Progress progress{arguments.quiet ? Progress::Mode::kQuiet : Progress::Mode::kShown,
                    scenario.clock.slots(), scenario.prosumer_count()};
  Watcher watcher{progress, interruption, scenario.clock};
  const recording::RunStatus status = simulation.execute(writer, watcher);
  progress.finish(watcher.slots_done());
  if (!arguments.quiet) {
    fmt::print("{}\n", output::indicator_table(writer.indicators(), scenario.currency));
  }
  if (status == recording::RunStatus::kInterrupted) {
    fmt::print(stderr, "interrupted; what was simulated so far is in {}\n",
               writer.partial_file().string());
    return ExitCode::kInterrupted;
  }
  if (!arguments.quiet) fmt::print("trace: {}\n", options.file.string());
  return ExitCode::kSuccess;
}

}  // namespace

Action run_command(CLI::App& command) {
  const auto arguments = std::make_shared<RunArguments>();
  command.add_option("scenario", arguments->scenario, "Scenario file (YAML)")->required();
  command.add_option("-o,--output", arguments->output,
                     "Trace file [runs/<name of the scenario>.h5]");
  command.add_flag("-f,--force", arguments->force, "Overwrite an existing trace");
  add_settings(command, arguments->settings);
  command.add_option("--seed", arguments->seed, "Short for --set seed=N")->type_name("N");
  command.add_flag("-q,--quiet", arguments->quiet, "No progress and no table");
  return [arguments](const std::string& command_line) { return run(*arguments, command_line); };
}

}  // namespace peerwatt::tools
