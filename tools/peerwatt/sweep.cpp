#include "tools/peerwatt/sweep.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/config/scalars.hpp"
#include "engine/config/studies/variant_complaints.hpp"

#include "agents/scenario_files/load_variant.hpp"

#include "output/indicators/text_table.hpp"
#include "output/indicators/text_wrap.hpp"

#include "tools/peerwatt/failures.hpp"
#include "tools/peerwatt/located.hpp"
#include "tools/peerwatt/recorded_run.hpp"
#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {
namespace {

namespace fs = std::filesystem;

std::string text_of(const std::vector<config::Entry>& changes) {
  std::string text;
  for (const config::Entry& change : changes) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", change.key,
                        config::write_flow(change.value));
  }
  return text;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw OutputError{fmt::format("{}: cannot be created ({})", folder.string(), error.message())};
  }
}

// Leaves of the notes in `common` those that are among `notes` too.
void keep_common(const std::vector<Diagnostic>& notes, std::vector<Diagnostic>& common) {
  std::erase_if(common, [&](const Diagnostic& note) {
    return std::none_of(notes.begin(), notes.end(),
                        [&](const Diagnostic& other) { return other.text() == note.text(); });
  });
}

}  // namespace

Sweep::Sweep(config::Study study, SweepOptions options)
    : study_{std::move(study)},
      options_{std::move(options)},
      states_(study_.variants.size(), State::kWaiting),
      began_(study_.variants.size()) {}

fs::path Sweep::file_of(std::size_t variant) const {
  return options_.folder / (study_.variants[variant].name + ".h5");
}

std::vector<std::size_t> Sweep::finished() const {
  std::vector<std::size_t> variants;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    if (states_[i] == State::kFinished) variants.push_back(i);
  }
  return variants;
}

std::vector<Diagnostic> Sweep::check() const {
  config::VariantComplaints wrong{study_};
  Diagnostics existing;
  std::vector<Diagnostic> common;
  for (std::size_t i = 0; i < study_.variants.size(); ++i) {
    try {
      const scenario::LoadedScenario loaded = scenario::load_variant(study_, i);
      const std::vector<Diagnostic> notes = notes_on(loaded, prepare_run(loaded));
      if (i == 0) common = notes;
      keep_common(notes, common);
      check_target(trace_options(loaded.scenario.trace, file_of(i), options_.existing), loaded,
                   existing);
    } catch (const InputError& error) {
      wrong.add(i, error);
    }
  }
  wrong.throw_if_any();
  existing.throw_if_any();
  return common;
}

std::string Sweep::list(std::size_t line_width) const {
  const std::string common = text_of(study_.common);
  std::string text =
      study_.title.empty() ? std::string{} : output::wrapped(study_.title, line_width);
  text += output::wrapped(fmt::format("{} runs of {}{}{}", study_.variants.size(),
                                      study_.base.string(), common.empty() ? "" : " with ", common),
                          line_width);
  output::TextTable table{""};
  table.add_column("", output::ColumnKind::kNote);
  for (std::size_t i = 0; i < study_.variants.size(); ++i) {
    const config::Variant& variant = study_.variants[i];
    table.add_row({file_of(i).string(),
                   text_of(variant.changes) + (variant.baseline == i ? "  (baseline)" : "")});
  }
  return text + table.text(line_width);
}

ExitCode Sweep::run() {
  make_folder(options_.folder);
  Processes processes;
  std::size_t next = 0;
  while (true) {
    while (next < states_.size() && processes.running() < options_.jobs &&
           !processes.interrupted()) {
      began_[next] = Clock::now();
      processes.start(next, [&] {
        return outcome_of([&] { return run_variant(next); }, study_.variants[next].name + ": ");
      });
      ++next;
    }
    if (processes.running() == 0) break;
    note(processes.wait());
  }
  if (processes.interrupted()) return ExitCode::kInterrupted;
  return finished().size() == states_.size() ? ExitCode::kSuccess : ExitCode::kFailure;
}

// In a process of its own.
ExitCode Sweep::run_variant(std::size_t variant) const {
  const scenario::LoadedScenario loaded = scenario::load_variant(study_, variant);
  agents::SimulationRun run = prepare_run(loaded, {.threads = options_.threads});
  const RecordedRun recorded = record_run(
      run, loaded, trace_options(loaded.scenario.trace, file_of(variant), options_.existing),
      options_.command_line, Progress::Mode::kQuiet);
  return recorded.status == recording::RunStatus::kComplete ? ExitCode::kSuccess
                                                            : ExitCode::kInterrupted;
}

void Sweep::note(const Processes::Ended& ended) {
  ++ended_;
  State& state = states_[ended.task];
  if (ended.exit_code == static_cast<int>(ExitCode::kSuccess)) {
    state = State::kFinished;
    const std::chrono::duration<double> elapsed = Clock::now() - began_[ended.task];
    report(ended.task, fmt::format("{:.2f} s", elapsed.count()));
  } else if (ended.exit_code == static_cast<int>(ExitCode::kInterrupted) ||
             ended.signal == SIGINT || ended.signal == SIGTERM) {
    state = State::kInterrupted;
    report(ended.task, "interrupted");
  } else {
    state = State::kFailed;
    report(ended.task, ended.signal == 0 ? "failed"
                                         : fmt::format("failed: killed by signal {} ({})",
                                                       ended.signal, strsignal(ended.signal)));
  }
}

void Sweep::report(std::size_t variant, const std::string& what) const {
  if (options_.progress == Progress::Mode::kQuiet && states_[variant] != State::kFailed) return;
  const std::string total = std::to_string(states_.size());
  tell(fmt::format("[{:>{}}/{}] {}  {}\n", ended_, total.size(), total,
                   study_.variants[variant].name, what));
}

}  // namespace peerwatt::tools
