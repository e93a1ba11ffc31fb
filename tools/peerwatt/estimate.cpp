#include "tools/peerwatt/estimate.hpp"

#include <chrono>

#include <fmt/format.h>
#include <sys/resource.h>

#include "output/indicators/number_text.hpp"
#include "output/trace/trace_reader.hpp"
#include "output/trace/trace_size.hpp"
#include "output/trace/trace_writer.hpp"

#include "tools/peerwatt/progress_text.hpp"
#include "tools/peerwatt/recorded_run.hpp"

namespace peerwatt::tools {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kTrial = 0.25;  // s

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Ends the run after a while, at the end of a slot.
class Trial final : public agents::SlotListener {
 public:
  Verdict slot_done(std::int32_t slot) override {
    slots_ = slot + 1;
    return seconds_since(begin_) < kTrial ? Verdict::kContinue : Verdict::kStop;
  }
  std::int64_t slots() const { return slots_; }
  double seconds() const { return seconds_since(begin_); }

 private:
  Clock::time_point begin_ = Clock::now();
  std::int64_t slots_ = 0;
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
  const std::uint64_t trace_bytes = output::expected_bytes(run.description(), options);
  output::TraceWriter writer{options, {}};
  Trial trial;
  run.execute(writer, trial);
  output::TraceReader{writer.take_image(), "trial"}.digest();  // as a whole run does for its seal
  const double slots = static_cast<double>(loaded.scenario.clock.slots());
  return {.seconds = trial.seconds() * slots / static_cast<double>(trial.slots()),
          .threads = run.threads(),
          .memory_bytes = resident_bytes(),
          .trace_bytes = trace_bytes};
}

std::string estimate_text(const Estimate& estimate) {
  const std::string time =
      estimate.seconds < 1 ? "less than a second" : "about " + duration_text(estimate.seconds);
  return fmt::format("a run takes {} with {}, about {} of memory, and {} for its trace", time,
                     threads_text(estimate.threads), output::bytes_text(estimate.memory_bytes),
                     output::bytes_text(estimate.trace_bytes));
}

}  // namespace peerwatt::tools
