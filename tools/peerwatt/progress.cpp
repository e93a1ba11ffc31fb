#include "tools/peerwatt/progress.hpp"

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {
namespace {

constexpr std::chrono::milliseconds kRenewal{200};
constexpr std::chrono::seconds kLongRun{2};
constexpr std::size_t kLineWidth = 59;

}  // namespace

Progress::Progress(Mode mode, const Task& task)
    : mode_{mode},
      task_{task},
      terminal_{isatty(STDERR_FILENO) == 1},
      began_{Clock::now()},
      shown_{began_} {
  if (mode_ == Mode::kShown) {
    write_line(start_line(task_));
  }
}

void Progress::slot_done(std::int64_t slots_done) {
  if (mode_ == Mode::kQuiet || !due(slots_done)) return;
  shown_ = Clock::now();
  write_line(progress_line(task_, slots_done, seconds_since_begin()));
}

bool Progress::due(std::int64_t slots_done) {
  const Clock::time_point now = Clock::now();
  if (terminal_) return now - shown_ >= kRenewal;
  const std::int64_t tenths = 10 * slots_done / task_.slots;
  if (tenths == tenths_shown_ || now - began_ < kLongRun) return false;
  tenths_shown_ = tenths;
  return true;
}

double Progress::seconds_since_begin() const {
  return std::chrono::duration<double>(Clock::now() - began_).count();
}

void Progress::write_line(const std::string& line) const {
  if (terminal_) {
    renew_line(fmt::format("\r{:<{}}", line, kLineWidth));
  } else {
    tell(fmt::format("{}\n", line));
  }
}

void Progress::finish(std::int64_t slots_done) {
  if (mode_ == Mode::kQuiet) return;
  const double elapsed = seconds_since_begin();
  if (terminal_) {
    write_line("");
    renew_line("\r");
  } else {
    const double prosumer_slots =
        static_cast<double>(slots_done) * static_cast<double>(task_.prosumers);
    write_line(fmt::format("{} slots in {:.2f} s, {:.3g} prosumer-slots/s", slots_done, elapsed,
                           prosumer_slots / elapsed));
  }
}

}  // namespace peerwatt::tools
