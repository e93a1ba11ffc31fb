#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/comparison.hpp"
#include "tools/peerwatt/contained.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"
#include "tools/peerwatt/text_file.hpp"

namespace peerwatt::tools {
namespace {

namespace fs = std::filesystem;

struct CompareArguments {
  std::vector<fs::path> traces;
  fs::path baseline;  // empty: chosen among the traces
  bool prosumers = false;
  bool json = false;
  fs::path csv;  // empty: none
};

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  return a == b || fs::equivalent(a, b, ignored);
}

// The traces, the baseline before them unless it is among them.
std::vector<fs::path> files_of(const CompareArguments& arguments) {
  std::vector<fs::path> files = arguments.traces;
  const auto is_baseline = [&](const fs::path& file) {
    return same_file(file, arguments.baseline);
  };
  const bool among = std::any_of(files.begin(), files.end(), is_baseline);
  if (!arguments.baseline.empty() && !among) files.insert(files.begin(), arguments.baseline);
  Diagnostics complaints;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto again = [&](const fs::path& file) { return same_file(file, files[i]); };
    if (std::any_of(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(i), again)) {
      complaints.add({}, fmt::format("{}: is given twice", files[i].string()));
    }
  }
  complaints.throw_if_any();
  return files;
}

// For messages about all of them together.
std::string list_of(const std::vector<fs::path>& files) {
  if (files.size() == 1) return files.front().string();
  std::string names;
  for (const fs::path& file : files) names += (names.empty() ? "" : ", ") + file.string();
  return "one of " + names;
}

// Files by their names alone where that tells them apart.
std::vector<std::string> names_of(const std::vector<fs::path>& files) {
  std::vector<std::string> names;
  for (const fs::path& file : files) {
    const auto same = [&](const fs::path& other) { return other.stem() == file.stem(); };
    const bool unique = std::count_if(files.begin(), files.end(), same) == 1;
    names.push_back(unique ? file.stem().string() : file.string());
  }
  return names;
}

Baselines baselines_of(const CompareArguments& arguments, const std::vector<fs::path>& files) {
  if (arguments.baseline.empty()) return {};
  const auto is_baseline = [&](const fs::path& file) {
    return same_file(file, arguments.baseline);
  };
  const auto at = std::find_if(files.begin(), files.end(), is_baseline);
  return Baselines(files.size(), static_cast<std::size_t>(at - files.begin()));
}

void require_prosumers(const Comparison& comparison) {
  Diagnostics complaints;
  for (const output::RunResult& run : comparison.runs) {
    if (run.bill.size() == run.prosumers.size()) continue;
    complaints.add({}, fmt::format("{}: holds no prosumers: run with --set trace.level=agents",
                                   run.file.string()));
  }
  complaints.throw_if_any();
}

// What is printed, and what --csv writes.
Answer compare_traces(const CompareArguments& arguments, const std::vector<fs::path>& files) {
  const Comparison comparison =
      compare(names_of(files), output::read_runs(files), baselines_of(arguments, files));
  if (arguments.prosumers || !arguments.csv.empty()) require_prosumers(comparison);
  const std::vector<output::ComparedRun> rows = comparison.rows();
  std::string text;
  if (arguments.json) {
    text = json_of(comparison, arguments.prosumers ? WithProsumers::kYes : WithProsumers::kNo);
  } else {
    text = report(comparison, text_width());
    if (arguments.prosumers) text += "\n" + output::savings_table(rows, text_width());
  }
  return {ExitCode::kSuccess,
          {text, arguments.csv.empty() ? std::string{} : output::savings_csv(rows)}};
}

ExitCode compare_contained(const CompareArguments& arguments) {
  const std::vector<fs::path> files = files_of(arguments);
  const Answer answer = contained(list_of(files), [&] { return compare_traces(arguments, files); });
  if (answer.code != ExitCode::kSuccess) return answer.code;
  if (!arguments.csv.empty()) write_file(arguments.csv, answer.texts.at(1));
  print(answer.texts.at(0));
  return ExitCode::kSuccess;
}

}  // namespace

Action compare_command(CLI::App& command) {
  const auto arguments = std::make_shared<CompareArguments>();
  add_option(command,
             {.name = "traces", .help = "Traces of the runs (HDF5)", .need = Need::kRequired},
             arguments->traces);
  add_option(command,
             {"--baseline",
              "Trace that the others are compared with [the one without a market, else the first]",
              "FILE"},
             arguments->baseline);
  add_flag(command, {"--prosumers", "Show what each prosumer saves"}, arguments->prosumers);
  add_flag(command, {"--json", "Write JSON, with every indicator, and no tables"}, arguments->json);
  add_option(command, {"--csv", "Write what each prosumer saves to this file", "FILE"},
             arguments->csv);
  return [arguments](const std::string&) { return compare_contained(*arguments); };
}

}  // namespace peerwatt::tools
