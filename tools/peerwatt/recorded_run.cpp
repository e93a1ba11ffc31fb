#include "tools/peerwatt/recorded_run.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "output/indicators/number_text.hpp"
#include "output/trace/trace_size.hpp"
#include "output/trace/trace_writer.hpp"

#include "tools/peerwatt/interruption.hpp"
#include "tools/peerwatt/provenance.hpp"
#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {
namespace {

// Shows progress, and ends the run when the user wants that.
class Watcher final : public agents::SlotListener {
 public:
  Watcher(Progress& progress, const Interruption& interruption)
      : progress_{progress}, interruption_{interruption} {}
  std::int64_t slots_done() const { return slots_done_; }
  Verdict slot_done(std::int32_t slot) override {
    slots_done_ = slot + 1;
    progress_.slot_done(slots_done_);
    return interruption_.requested() ? Verdict::kStop : Verdict::kContinue;
  }

 private:
  Progress& progress_;
  const Interruption& interruption_;
  std::int64_t slots_done_ = 0;
};

// Whether a trace, or its .partial, would take the place of a file that the scenario is read from.
bool is_input(const std::filesystem::path& file, const scenario::LoadedScenario& loaded) {
  std::vector<std::filesystem::path> inputs;
  for (const FileRead& read : loaded.files) inputs.push_back(read.path);
  for (const auto& profile : loaded.scenario.profiles) inputs.push_back(profile.path);
  const std::filesystem::path partial = file.string() + ".partial";
  std::error_code ignored;
  return std::any_of(inputs.begin(), inputs.end(), [&](const std::filesystem::path& input) {
    return std::filesystem::equivalent(input, file, ignored) ||
           std::filesystem::equivalent(input, partial, ignored);
  });
}

}  // namespace

output::TraceOptions trace_options(const scenario::TraceSettings& settings,
                                   std::filesystem::path file, output::Existing existing) {
  return {.file = std::move(file),
          .level = settings.level,
          .every = settings.every,
          .floats = settings.precision,
          .significant_bits = static_cast<int>(settings.significant_bits),
          .codec = settings.codec,
          .compression = static_cast<int>(settings.compression),
          .existing = existing};
}

void check_target(const output::TraceOptions& options, const scenario::LoadedScenario& loaded,
                  Diagnostics& complaints) {
  if (is_input(options.file, loaded)) {
    complaints.add({},
                   fmt::format("{}: the scenario is read from it; write the trace elsewhere (-o)",
                               options.file.string()));
    return;
  }
  if (options.existing == output::Existing::kOverwrite) return;
  std::error_code ignored;
  const std::filesystem::path partial = options.file.string() + ".partial";
  if (std::filesystem::is_regular_file(options.file, ignored)) {
    complaints.add({},
                   fmt::format("{}: exists already (-o writes elsewhere, --force overwrites it)",
                               options.file.string()));
  } else if (std::filesystem::exists(partial, ignored)) {
    complaints.add({}, fmt::format("{}: left by a run that goes on or did not end (-o writes "
                                   "elsewhere, --force overwrites it)",
                                   partial.string()));
  }
}

RecordedRun record_run(agents::SimulationRun& run, const scenario::LoadedScenario& loaded,
                       const output::TraceOptions& options, const std::string& command_line,
                       Progress::Mode mode) {
  const scenario::Scenario& scenario = loaded.scenario;
  output::TraceOptions encoded_by_all = options;
  encoded_by_all.threads = run.threads();
  output::TraceWriter writer{encoded_by_all, provenance_of(loaded, run, command_line)};
  if (mode == Progress::Mode::kShown) {
    tell(fmt::format("{}: about {}\n", options.file.string(),
                     output::bytes_text(output::expected_bytes(run.description(), options))));
  }
  const Interruption interruption;
  Progress progress{mode,
                    {.slots = scenario.clock.slots(),
                     .slots_per_day = run.description().slots_per_day,
                     .prosumers = scenario.prosumer_count(),
                     .threads = run.threads()}};
  Watcher watcher{progress, interruption};
  const recording::RunStatus status = run.execute(writer, watcher);
  progress.finish(watcher.slots_done());
  if (!writer.name_lasts()) {
    tell(fmt::format("{}: is whole, but its folder could not be synchronised with the disk\n",
                     options.file.string()));
  }
  return {status, writer.indicators(), writer.partial_file()};
}

}  // namespace peerwatt::tools
