#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/config/studies/study.hpp"

#include "output/trace/trace_options.hpp"

#include "tools/peerwatt/processes.hpp"
#include "tools/peerwatt/progress.hpp"

namespace peerwatt::tools {

struct SweepOptions {
  std::filesystem::path folder;  // of the traces
  output::Existing existing = output::Existing::kRefuse;
  Progress::Mode progress = Progress::Mode::kShown;
  std::size_t jobs = 1;       // runs at a time
  std::uint32_t threads = 1;  // of each
  std::string command_line;
};

// The runs of a study: one process and one trace for each variant.
class Sweep {
 public:
  Sweep(config::Study study, SweepOptions options);

  // Throws InputError with everything wrong with any variant, and with every trace that is there
  // already and may not be overwritten. Returns what is noted of all variants alike: what only some
  // of them have comes from what the study varies, and is meant.
  std::vector<Diagnostic> check() const;
  // What would be run, one row for each variant, in lines of at most `line_width` characters.
  std::string list(std::size_t line_width) const;
  // Runs all, to their ends or until the user interrupts them. The worst that happened.
  ExitCode run();

  const config::Study& study() const { return study_; }
  const std::filesystem::path& folder() const { return options_.folder; }
  std::filesystem::path file_of(std::size_t variant) const;
  // Of the variants whose traces are complete.
  std::vector<std::size_t> finished() const;

 private:
  using Clock = std::chrono::steady_clock;
  enum class State { kWaiting, kFinished, kFailed, kInterrupted };

  ExitCode run_variant(std::size_t variant) const;
  void note(const Processes::Ended& ended);
  void report(std::size_t variant, const std::string& what) const;

  config::Study study_;
  SweepOptions options_;
  std::vector<State> states_;
  std::vector<Clock::time_point> began_;
  std::size_t ended_ = 0;
};

}  // namespace peerwatt::tools
