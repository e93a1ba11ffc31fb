// Whole runs: user CPU per prosumer and slot, peak slots apart, memory and bytes written. The
// default scheme, synthetic profiles, one zone of ten buses for every 100 prosumers, half-hour
// slots. Each run is a process of its own, so that its memory is its own. The yardstick is the
// reference scheme: the same scheme by nothing but arrays.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/scenario/scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_writer.hpp"

#include "tools/bench/cpu_time.hpp"
#include "tools/bench/reference_scheme/reference_scheme.hpp"

namespace peerwatt {
namespace {

enum class Length { kQuick, kFull };

// What a run does beyond the scheme: the households alone in two baselines, and prices tried below
// the one that a search found.
enum class Beyond { kNothing, kBaselinesAndProbes };

scenario::Scenario community(std::int64_t prosumers, std::int64_t days, Beyond beyond) {
  using parameters::Distribution;
  constexpr auto kUniform = Distribution::Kind::kUniform;
  scenario::Scenario scenario;
  scenario.title = "bench";
  scenario.clock.start = *parse_utc("2025-09-30T14:00:00Z");
  scenario.clock.time_zone = "Australia/Brisbane";
  scenario.clock.days = days;
  scenario.network.feeder = network::synthetic_feeder(
      {.zones = static_cast<int>(std::max<std::int64_t>(1, prosumers / 100)),
       .buses_per_zone = 10});
  scenario::ProsumerGroup homes;
  homes.name = "home";
  homes.count = prosumers;
  homes.load.mean_kwh_per_day = Distribution{kUniform, {6, 20}};
  homes.pv.share = 0.5;
  homes.pv.capacity_kw = Distribution{kUniform, {2, 8}};
  homes.battery.share = 0.2;
  homes.battery.capacity_kwh = 10;
  scenario.prosumers = {homes};
  if (beyond == Beyond::kNothing) {
    scenario.trace.baselines = scenario::BaselineRuns::kOff;
    scenario.leader.probes = 0;
  }
  return scenario;
}

// Sums over slots of one kind.
struct Part {
  double user_s = 0;
  std::int64_t slots = 0;
  std::int64_t rounds = 0;
};

// Stands between the run and its trace, if it has one, and stamps the end of each slot.
class Meter final : public recording::TraceSink, public agents::SlotListener {
 public:
  explicit Meter(recording::TraceSink* trace) : trace_{trace} {}
  void begin(const recording::RunDescription& run) override {
    if (trace_ != nullptr) trace_->begin(run);
    stamp_ = user_seconds();
  }
  void record(const recording::SlotRecord& slot) override {
    current_ = slot.system.is_peak ? &peak : &off_peak;
    ++current_->slots;
    current_->rounds += slot.system.rounds;
    if (trace_ != nullptr) trace_->record(slot);
  }
  Verdict slot_done(std::int32_t) override {
    const double now = user_seconds();
    current_->user_s += now - stamp_;
    stamp_ = now;
    return Verdict::kContinue;
  }
  void finish(recording::RunStatus status) override {
    if (trace_ != nullptr) trace_->finish(status);
  }

  Part peak;
  Part off_peak;

 private:
  recording::TraceSink* trace_;
  Part* current_ = nullptr;
  double stamp_ = 0;
};

enum class Trace { kNone, kSummary, kAgents, kAgents28Bits, kAgentsFloat32, kAgentsZstd };
// How messages travel: all take equally long, or the homes of each bus have a latency of their own,
// or two in a hundred are lost.
enum class Messages { kAlike, kByBus, kLost };
enum class Scheme { kSimulator, kReference };

struct Case {
  std::string_view name;
  std::int64_t prosumers;
  std::int64_t days;
  Trace trace;
  double target_ns;  // per prosumer and slot; 0 = none
  double target_gib = 0;
  int runs = 1;  // within the process, to get above the clock's grain
  Beyond beyond = Beyond::kNothing;
  Scheme scheme = Scheme::kSimulator;
  Messages messages = Messages::kAlike;
};

// What a child tells its parent, as bytes.
struct Measurement {
  double set_up_s = 0;  // user CPU, as all others
  double run_s = 0;
  double wall_s = 0;
  Part peak;
  Part off_peak;
  std::int64_t bytes = 0;
  double peak_gib = 0;  // filled in by the parent

  double per_prosumer_slot(const Case& measured) const {
    return 1e9 * run_s /
           static_cast<double>(measured.prosumers * measured.days * 48 * measured.runs);
  }
};

void add(const Part& part, Part& sum) {
  sum.user_s += part.user_s;
  sum.slots += part.slots;
  sum.rounds += part.rounds;
}

// How all cases are run.
struct Options {
  Length length = Length::kFull;
  std::string_view only;
  int repetitions = 0;  // 0: the default of the length
  std::uint32_t threads = 1;
  std::filesystem::path folder = std::filesystem::temp_directory_path();
};

void set_messages(Messages messages, scenario::Scenario& scenario) {
  if (messages == Messages::kByBus) scenario.network.latency.per_km_s = 0.37;
  if (messages == Messages::kLost) scenario.network.loss_probability = 0.02;
}

output::TraceOptions trace_of(const Case& which, const Options& options,
                              const std::filesystem::path& file) {
  const Trace trace = which.trace;
  return {
      .file = file,
      .level = trace >= Trace::kAgents ? output::TraceLevel::kAgents : output::TraceLevel::kSummary,
      .floats = trace == Trace::kAgentsFloat32 ? output::FloatWidth::kFloat32
                                               : output::FloatWidth::kFloat64,
      .significant_bits = trace == Trace::kAgents28Bits ? 28 : 53,
      .codec = trace == Trace::kAgentsZstd ? output::Codec::kZstd : output::Codec::kDeflate,
      .threads = options.threads,
      .existing = output::Existing::kOverwrite};
}

void run_once(const Case& which, const Options& options, Measurement& result) {
  if (which.scheme == Scheme::kReference) {
    const bench::ReferenceRun run = bench::run_reference_scheme(
        static_cast<std::uint32_t>(which.prosumers), static_cast<int>(which.days));
    result.run_s += run.cpu_s;
    return;
  }
  const double begin = user_seconds();
  scenario::Scenario scenario = community(which.prosumers, which.days, which.beyond);
  const auto file = options.folder / fmt::format("peerwatt_bench_run_{}.h5", getpid());
  const output::TraceOptions trace = trace_of(which, options, file);
  scenario.trace.level = trace.level;
  set_messages(which.messages, scenario);
  agents::SimulationRun run{scenario, {.threads = options.threads}};
  const double built = user_seconds();
  std::optional<output::TraceWriter> writer;
  if (which.trace != Trace::kNone) writer.emplace(trace, output::Provenance{});
  Meter meter{writer ? &*writer : nullptr};
  run.execute(meter, meter);
  result.set_up_s += built - begin;
  result.run_s += user_seconds() - built;
  add(meter.peak, result.peak);
  add(meter.off_peak, result.off_peak);
  if (writer) {
    result.bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
    std::filesystem::remove(file);
  }
}

[[noreturn]] void run_as_child(const Case& which, const Options& options, int pipe) {
  Measurement result;
  try {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < which.runs; ++i) run_once(which, options, result);
    result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", which.name, error.what());
    _exit(1);
  }
  _exit(write(pipe, &result, sizeof result) == sizeof result ? 0 : 1);
}

Measurement measure(const Case& which, const Options& options) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error{"no pipe"};
  std::fflush(stdout);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error{"no child process"};
  if (child == 0) run_as_child(which, options, ends[1]);
  close(ends[1]);
  Measurement result;
  const bool received = read(ends[0], &result, sizeof result) == sizeof result;
  close(ends[0]);
  rusage usage{};
  int status = 0;
  wait4(child, &status, 0, &usage);
  if (!received || status != 0) throw std::runtime_error{fmt::format("{}: failed", which.name)};
  result.peak_gib = static_cast<double>(usage.ru_maxrss) / (1024 * 1024);
  return result;
}

// The run of median cost.
Measurement median(const Case& which, const Options& options) {
  std::vector<Measurement> all;
  for (int i = 0; i < options.repetitions; ++i) all.push_back(measure(which, options));
  std::ranges::sort(all, {}, &Measurement::run_s);
  return all[all.size() / 2];
}

std::string number_or_dash(double value, int digits) {
  return value > 0 ? fmt::format("{:.{}f}", value, digits) : "-";
}

// `reference_ns`: what the reference scheme takes per prosumer and slot.
void report(const Case& which, const Measurement& result, double reference_ns) {
  const auto in_part = [&](const Part& part) {
    return 1e9 * part.user_s / static_cast<double>(part.slots * which.prosumers);
  };
  fmt::print(
      "{:<24} {:>7.1f} {:>6.2f} {:>7} {:>8.1f} {:>8.1f} {:>7.2f} {:>8.2f} {:>8.2f} {:>8.2f} "
      "{:>7.3f} {:>7} {:>9.2f}\n",
      which.name, result.per_prosumer_slot(which), result.per_prosumer_slot(which) / reference_ns,
      number_or_dash(which.target_ns, 0), in_part(result.off_peak), in_part(result.peak),
      static_cast<double>(result.peak.rounds) / static_cast<double>(result.peak.slots),
      result.set_up_s / which.runs, result.run_s / which.runs, result.wall_s / which.runs,
      result.peak_gib, number_or_dash(which.target_gib, 0),
      static_cast<double>(result.bytes) / (1024 * 1024));
}

std::vector<Case> cases(Length length) {
  const std::int64_t month = length == Length::kQuick ? 2 : 30;
  std::vector<Case> all{
      {"no trace, month", 10'000, month, Trace::kNone, 0},
      {"summary, month", 10'000, month, Trace::kSummary, 150},
      {"agents, month", 10'000, month, Trace::kAgents, 550},
      {"agents, 28 bits, month", 10'000, month, Trace::kAgents28Bits, 350},
      {"agents, float32, month", 10'000, month, Trace::kAgentsFloat32, 350},
      {"agents, zstd, month", 10'000, month, Trace::kAgentsZstd, 0},
      {"summary, all, month", 10'000, month, Trace::kSummary, 0, 0, 1, Beyond::kBaselinesAndProbes},
      {"agents, all, month", 10'000, month, Trace::kAgents, 0, 0, 1, Beyond::kBaselinesAndProbes},
      {"summary, day, 1e3", 1'000, 1, Trace::kSummary, 0, 0, 20},
      {"summary, day, 1e4", 10'000, 1, Trace::kSummary, 0, 0, 3},
      {"summary, day, 1e5", 100'000, 1, Trace::kSummary, 0},
  };
  for (const auto& [name, messages] : {std::pair{"latency by bus, month", Messages::kByBus},
                                       std::pair{"2 % lost, month", Messages::kLost}}) {
    all.push_back({name, 10'000, month, Trace::kSummary, 0});
    all.back().messages = messages;
  }
  if (length == Length::kFull) {
    all.push_back({"summary, day, 1e6", 1'000'000, 1, Trace::kSummary, 0, 1});
  }
  return all;
}

void print_head() {
  fmt::print("{:<24} {:>7} {:>6} {:>7} {:>8} {:>8} {:>7} {:>8} {:>8} {:>8} {:>7} {:>7} {:>9}\n", "",
             "ns", "ratio", "target", "off-peak", "peak ns", "rounds", "set-up s", "run s",
             "wall s", "GiB", "target", "MiB file");
}

// Measures the yardstick and says what it takes.
double reference_cost(const Options& options) {
  const std::int64_t days = options.length == Length::kQuick ? 2 : 30;
  Case reference{"reference scheme", 10'000, days, Trace::kNone, 0};
  reference.scheme = Scheme::kReference;
  const Measurement result = median(reference, options);
  const double cost = result.per_prosumer_slot(reference);
  fmt::print(
      "the reference scheme, {} prosumers, {} days: {:.1f} ns per prosumer and slot, {:.3f} "
      "GiB\n",
      reference.prosumers, reference.days, cost, result.peak_gib);
  return cost;
}

int print_usage(int exit_code) {
  fmt::print(
      "usage: bench_run [--quick] [--only TEXT] [--repeat N] [--threads N] [--folder FOLDER]\n"
      "Whole runs: ns = user CPU of a run (set-up aside) per prosumer and slot, the median;\n"
      "ratio = that by what the reference scheme takes; off-peak and peak slots apart; rounds per\n"
      "peak slot; GiB = largest resident memory. \"all\" = with the baselines and probes that a\n"
      "scenario has by default, the other cases without, like the reference scheme.\n"
      "  --quick          two days instead of a month, no million\n"
      "  --only TEXT      only the cases whose name contains TEXT\n"
      "  --repeat N       runs of each case; the median counts; 3 by default, 1 when quick\n"
      "  --threads N      of each run, 1 by default; the reference scheme has always one\n"
      "  --folder FOLDER  where traces are written for a while, the temporary folder by default\n");
  return exit_code;
}

// Returns nothing if some argument is not understood.
std::optional<Options> read_options(const std::vector<std::string_view>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--quick") {
      options.length = Length::kQuick;
    } else if (arguments[i] == "--only" && has_value) {
      options.only = arguments[++i];
    } else if (arguments[i] == "--repeat" && has_value) {
      options.repetitions = std::max(1, std::atoi(arguments[++i].data()));
    } else if (arguments[i] == "--threads" && has_value) {
      options.threads = static_cast<std::uint32_t>(std::max(1, std::atoi(arguments[++i].data())));
    } else if (arguments[i] == "--folder" && has_value) {
      options.folder = arguments[++i];
    } else {
      return {};
    }
  }
  if (options.repetitions == 0) options.repetitions = options.length == Length::kQuick ? 1 : 3;
  return options;
}

void measure_cases(const Options& options) {
  const double reference_ns = reference_cost(options);
  print_head();
  double least = 0, most = 0;  // of the growth
  for (const Case& each : cases(options.length)) {
    if (each.name.find(options.only) == std::string_view::npos) continue;
    const Measurement result = median(each, options);
    report(each, result, reference_ns);
    if (each.days != 1) continue;
    if (least == 0) least = result.per_prosumer_slot(each);
    most = result.per_prosumer_slot(each);
  }
  if (most > 0)
    fmt::print("growth from the smallest day to the largest: {:.2f} (target 1.4)\n", most / least);
}

int main_with(const std::vector<std::string_view>& arguments) {
  if (arguments == std::vector<std::string_view>{"--help"}) return print_usage(0);
  const std::optional<Options> options = read_options(arguments);
  if (!options) return print_usage(2);
  measure_cases(*options);
  return 0;
}

}  // namespace
}  // namespace peerwatt

int main(int argc, char** argv) {
  try {
    return peerwatt::main_with({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
