#include "output/comparison/run_result.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/simulated_time.hpp"

#include "output/trace/trace_reader.hpp"

namespace peerwatt::output {
namespace {

// Sums over the days, prosumer by prosumer.
std::vector<double> sums(const SeriesBlock& days) {
  std::vector<double> total(static_cast<std::size_t>(days.width), 0.0);
  for (std::int64_t day = 0; day < days.rows; ++day) {
    for (std::int64_t i = 0; i < days.width; ++i) {
      total[static_cast<std::size_t>(i)] += days.at(day, i);
    }
  }
  return total;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& problem) {
  throw InputError{fmt::format("{}: {}", file.string(), problem)};
}

// Within a few thousand years of 1970.
bool all_plausible(const std::vector<std::int64_t>& slot_start_s) {
  constexpr std::int64_t kFarthest = 100'000'000'000;
  return std::all_of(slot_start_s.begin(), slot_start_s.end(),
                     [](std::int64_t s) { return -kFarthest < s && s < kFarthest; });
}

RunResult read_run(const std::filesystem::path& file) {
  const TraceReader trace{file};
  RunResult run;
  run.file = file;
  run.status = trace.status();
  if (run.status == "running") {
    refuse(file, "is not finished: its run goes on, or did not end; run the scenario again");
  }
  run.title = trace.title();
  run.currency = trace.currency();
  run.config_yaml = trace.config_yaml();
  run.slot_length_s = trace.slot_length_s();
  run.slot_start_s = trace.read_integers("time");
  if (!all_plausible(run.slot_start_s)) refuse(file, "is damaged: its time makes no sense");
  run.prosumers = trace.read_texts("prosumer_name");
  run.summary = trace.summary();
  if (trace.has("daily/bill")) {
    run.bill = sums(trace.read("daily/bill"));
    if (run.bill.size() != run.prosumers.size()) {
      refuse(file, "is damaged: it does not have a bill for each prosumer");
    }
  }
  return run;
}

std::string slots_of(const RunResult& run) {
  const std::size_t count = run.slot_start_s.size();
  if (count == 0) return "no slots";
  return fmt::format("{} slots of {} s from {}", count, run.slot_length_s,
                     format_utc(SimTime::from_seconds(run.slot_start_s.front())));
}

bool same_slots(const RunResult& a, const RunResult& b) {
  return a.slot_length_s == b.slot_length_s && a.slot_start_s == b.slot_start_s;
}

std::string prosumers_of(const RunResult& run, std::size_t index) {
  if (index >= run.prosumers.size()) return fmt::format("has {} prosumers", run.prosumers.size());
  return fmt::format("has {} prosumers, number {} being '{}'", run.prosumers.size(), index,
                     run.prosumers[index]);
}

// Where two runs do not have the same prosumers for the first time.
std::size_t first_other(const RunResult& a, const RunResult& b) {
  const auto [at, unused] =
      std::mismatch(a.prosumers.begin(), a.prosumers.end(), b.prosumers.begin(), b.prosumers.end());
  return static_cast<std::size_t>(at - a.prosumers.begin());
}

void compare_frames(const RunResult& first, const RunResult& run, Diagnostics& complaints) {
  const auto complain = [&](const std::string& here, const std::string& there) {
    complaints.add({}, fmt::format("{}: cannot be compared: {}; {} {}", run.file.string(), here,
                                   first.file.string(), there));
  };
  if (run.currency != first.currency) {
    complain(fmt::format("is in {}", run.currency), fmt::format("in {}", first.currency));
  }
  if (!same_slots(run, first)) complain("has " + slots_of(run), "has " + slots_of(first));
  if (run.prosumers != first.prosumers) {
    const std::size_t index = first_other(run, first);
    complain(prosumers_of(run, index), prosumers_of(first, index));
  }
}

}  // namespace

Indicators::Number RunResult::indicator(const std::string& key) const {
  const auto found = summary.find(key);
  if (found == summary.end()) return std::nullopt;
  return found->second;
}

std::vector<RunResult> read_runs(std::span<const std::filesystem::path> files) {
  std::vector<RunResult> runs;
  Diagnostics complaints;
  for (const std::filesystem::path& file : files) {
    try {
      runs.push_back(read_run(file));
    } catch (const InputError& error) {
      complaints.add(error);
    }
  }
  complaints.throw_if_any();
  return runs;
}

void require_comparable(std::span<const RunResult> runs) {
  if (runs.empty()) return;
  Diagnostics complaints;
  const auto same = [&](const RunResult& run) { return same_slots(run, runs.front()); };
  const bool all_equal_in_time = std::all_of(runs.begin(), runs.end(), same);
  for (const RunResult& run : runs) {
    if (run.status == "complete" || all_equal_in_time) continue;
    complaints.add({}, fmt::format("{}: was interrupted after {} slots, others were not; run the "
                                   "scenario again",
                                   run.file.string(), run.slot_start_s.size()));
  }
  complaints.throw_if_any();
  for (const RunResult& run : runs.subspan(1)) compare_frames(runs.front(), run, complaints);
  complaints.throw_if_any();
}

}  // namespace peerwatt::output
