#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/parallel/processors.hpp"

#include "agents/scenario_files/load_variant.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/comparison.hpp"
#include "tools/peerwatt/contained.hpp"
#include "tools/peerwatt/note_printing.hpp"
#include "tools/peerwatt/settings.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/sweep.hpp"
#include "tools/peerwatt/terminal.hpp"

namespace peerwatt::tools {
namespace {

namespace fs = std::filesystem;

struct SweepArguments {
  fs::path study;
  fs::path output;      // empty: runs/<study>
  fs::path only_under;  // empty: anywhere
  bool force = false;
  bool quiet = false;
  bool list = false;
  std::size_t jobs = 0;  // 0: one for each processor
};

SweepOptions options_of(const SweepArguments& arguments, std::size_t variants,
                        const std::string& command_line) {
  const std::uint32_t processors = parallel::available_processors();
  const std::size_t most = arguments.jobs > 0 ? arguments.jobs : processors;
  const std::size_t jobs = std::clamp(variants, std::size_t{1}, most);
  return {.folder = arguments.output.empty() ? fs::path{"runs"} / arguments.study.stem()
                                             : arguments.output,
          .existing = arguments.force || arguments.list ? output::Existing::kOverwrite
                                                        : output::Existing::kRefuse,
          .progress = arguments.quiet ? Progress::Mode::kQuiet : Progress::Mode::kShown,
          .jobs = jobs,
          // A run has the processors that other runs leave.
          .threads = std::max(1U, processors / static_cast<std::uint32_t>(jobs)),
          .command_line = command_line};
}

// The finished runs beside each other, each measured against its baseline in the study as far as
// that is finished too.
Comparison comparison_of(const Sweep& sweep) {
  const std::vector<std::size_t> finished = sweep.finished();
  std::vector<std::string> names;
  std::vector<fs::path> files;
  Baselines baselines;
  for (const std::size_t variant : finished) {
    names.push_back(sweep.study().variants[variant].name);
    files.push_back(sweep.file_of(variant));
    const std::optional<std::size_t> baseline = sweep.study().variants[variant].baseline;
    const auto at = std::find(finished.begin(), finished.end(), baseline);
    if (at != finished.end()) baselines.emplace_back(at - finished.begin());
  }
  if (baselines.size() < finished.size()) baselines.clear();
  return compare(std::move(names), output::read_runs(files), baselines);
}

void print_comparison(const Sweep& sweep) {
  if (sweep.finished().empty()) return;
  try {
    const Answer answer = contained("one of the traces in " + sweep.folder().string(), [&] {
      return Answer{ExitCode::kSuccess, {report(comparison_of(sweep), text_width())}};
    });
    for (const std::string& text : answer.texts) print(fmt::format("\n{}", text));
  } catch (const InputError& error) {
    tell(fmt::format("no table of the runs:\n{}\n", error.what()));
  }
}

ExitCode sweep(const SweepArguments& arguments, const std::string& command_line) {
  config::Study study = scenario::read_study(arguments.study);
  study.allowed = {arguments.only_under};
  SweepOptions options = options_of(arguments, study.variants.size(), command_line);
  Sweep sweep{std::move(study), std::move(options)};
  const std::vector<Diagnostic> notes = sweep.check();
  if (!arguments.quiet) print_notes(notes);
  if (arguments.list) {
    print(sweep.list(text_width()));
    return ExitCode::kSuccess;
  }
  const ExitCode code = sweep.run();
  if (code == ExitCode::kInterrupted) {
    tell(
        fmt::format("interrupted; finished traces stay in {}, what others have so far is there in "
                    "files that end in .partial\n",
                    sweep.folder().string()));
  }
  if (!arguments.quiet) print_comparison(sweep);
  return code;
}

}  // namespace

Action sweep_command(CLI::App& command) {
  const auto arguments = std::make_shared<SweepArguments>();
  add_option(command, {.name = "study", .help = "Study file (YAML)", .need = Need::kRequired},
             arguments->study);
  add_option(command, {"-o,--output", "Folder of the traces [runs/<name of the study>]"},
             arguments->output);
  add_only_under(command, arguments->only_under);
  add_flag(command, {"-f,--force", "Overwrite existing traces"}, arguments->force);
  add_flag(command, {"-q,--quiet", "No notes, no progress and no table"}, arguments->quiet);
  add_option(command,
             {.name = "--jobs",
              .help = "Runs at a time [one for each processor]",
              .value_name = "N",
              .range = ValueRange{1, 1000}},
             arguments->jobs);
  add_flag(command, {"--list", "Check all, say what would be run, and run nothing"},
           arguments->list);
  return [arguments](const std::string& line) { return sweep(*arguments, line); };
}

}  // namespace peerwatt::tools
