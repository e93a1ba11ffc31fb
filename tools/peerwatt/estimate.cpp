#include "tools/peerwatt/estimate.hpp"

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "output/indicators/number_text.hpp"
#include "output/trace/trace_size.hpp"
#include "output/trace/trace_writer.hpp"

#include "tools/peerwatt/progress_text.hpp"
#include "tools/peerwatt/recorded_run.hpp"

namespace peerwatt::tools {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kTrial = 0.25;      // s
constexpr std::int64_t kFewest = 2;  // slots: the first does what the others need not

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Ends the run after a while, at the end of a slot.
class Trial final : public agents::SlotListener {
 public:
  Verdict slot_done(std::int32_t slot) override {
    slots_ = slot + 1;
    last_ = seconds();
    if (slot == 0) first_ = last_;
    return last_ < kTrial || slots_ < kFewest ? Verdict::kContinue : Verdict::kStop;
  }
  double seconds() const { return seconds_since(begin_); }

  // Until so many slots are done, of which some were not: the first opens the file, too.
  double seconds_until(std::int64_t slots) const {
    return first_ +
           (last_ - first_) * static_cast<double>(slots - 1) / static_cast<double>(slots_ - 1);
  }
  // Since the last slot.
  double seconds_after() const { return seconds() - last_; }

 private:
  Clock::time_point begin_ = Clock::now();
  std::int64_t slots_ = 0;
  double first_ = 0, last_ = 0;  // when the first and the last slot were done
};

// The most that this process has had in memory so far.
std::uint64_t resident_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

Estimate estimate(agents::SimulationRun& run, const scenario::LoadedScenario& loaded) {
  output::TraceOptions options = trace_options(loaded.scenario.trace, {}, {});
  options.threads = run.threads();
  options.in_memory = true;
  Estimate found{.threads = run.threads(),
                 .trace_bytes = output::expected_bytes(run.description(), options)};
  output::TraceWriter writer{options, {}};
  Trial trial;
  if (run.execute(writer, trial) == recording::RunStatus::kComplete) {
    found.seconds = trial.seconds();
  } else {
    const auto bytes = static_cast<double>(writer.take_image().size());
    found.seconds = trial.seconds_until(loaded.scenario.clock.slots()) +
                    trial.seconds_after() * static_cast<double>(found.trace_bytes) / bytes;
  }
  found.memory_bytes = resident_bytes();
  return found;
}

std::string estimate_text(const Estimate& estimate) {
  const std::string time =
      estimate.seconds < 1 ? "less than a second" : "about " + duration_text(estimate.seconds);
  return fmt::format("a run takes {} with {}, about {} of memory, and {} for its trace", time,
                     threads_text(estimate.threads), output::bytes_text(estimate.memory_bytes),
                     output::bytes_text(estimate.trace_bytes));
}

}  // namespace peerwatt::tools
