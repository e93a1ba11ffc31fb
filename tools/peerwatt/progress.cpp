#include "tools/peerwatt/progress.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace peerwatt::tools {
namespace {

constexpr std::chrono::milliseconds kRenewal{200};
constexpr std::chrono::seconds kLongRun{2};

}  // namespace

Progress::Progress(Mode mode, std::int64_t slots, std::int64_t prosumers)
    : mode_{mode},
      slots_{slots},
      prosumers_{prosumers},
      terminal_{isatty(STDERR_FILENO) == 1},
      began_{Clock::now()},
      shown_{began_} {}

void Progress::slot_done(std::int64_t slots_done, SimTime slot_start) {
  if (mode_ == Mode::kQuiet || !due(slots_done)) return;
  shown_ = Clock::now();
  show(slots_done, slot_start);
  line_open_ = terminal_;
}

bool Progress::due(std::int64_t slots_done) {
  const Clock::time_point now = Clock::now();
  if (terminal_) return now - shown_ >= kRenewal;
  const std::int64_t tenths = 10 * slots_done / slots_;
  if (tenths == tenths_shown_ || now - began_ < kLongRun) return false;
  tenths_shown_ = tenths;
  return true;
}

void Progress::show(std::int64_t slots_done, SimTime slot_start) const {
  const double elapsed = std::chrono::duration<double>(shown_ - began_).count();
  const double done = static_cast<double>(slots_done) / static_cast<double>(slots_);
  const double rate = static_cast<double>(slots_done) * static_cast<double>(prosumers_) / elapsed;
  fmt::print(stderr, "{}{:5.1f} %  {}  {:.3g} prosumer-slots/s  {:.0f} s left{}",
             terminal_ ? "\r" : "", 100 * done, format_utc(slot_start), rate,
             elapsed * (1 - done) / done, terminal_ ? "   " : "\n");
  std::fflush(stderr);
}

void Progress::finish() {
  if (line_open_) fmt::print(stderr, "\r{:78}\r", "");
  line_open_ = false;
}

}  // namespace peerwatt::tools
