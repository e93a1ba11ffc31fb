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

Progress::Progress(Mode mode, std::int64_t slots, std::int64_t prosumers)
    : mode_{mode},
      slots_{slots},
      prosumers_{prosumers},
      terminal_{isatty(STDERR_FILENO) == 1},
      began_{Clock::now()},
      shown_{began_} {
  if (mode_ == Mode::kShown) {
    write_line(fmt::format("simulating {} slots of {} prosumers", slots_, prosumers_));
  }
}

void Progress::slot_done(std::int64_t slots_done, SimTime slot_start) {
  if (mode_ == Mode::kQuiet || !due(slots_done)) return;
  shown_ = Clock::now();
  show(slots_done, slot_start);
}

bool Progress::due(std::int64_t slots_done) {
  const Clock::time_point now = Clock::now();
  if (terminal_) return now - shown_ >= kRenewal;
  const std::int64_t tenths = 10 * slots_done / slots_;
  if (tenths == tenths_shown_ || now - began_ < kLongRun) return false;
  tenths_shown_ = tenths;
  return true;
}

double Progress::seconds_since_begin() const {
  return std::chrono::duration<double>(Clock::now() - began_).count();
}

double Progress::prosumer_slots(std::int64_t slots) const {
  return static_cast<double>(slots) * static_cast<double>(prosumers_);
}

void Progress::show(std::int64_t slots_done, SimTime slot_start) const {
  const double elapsed = seconds_since_begin();
  const double done = static_cast<double>(slots_done) / static_cast<double>(slots_);
  write_line(fmt::format("{:5.1f} %  {}  {:.0f} s left", 100 * done, format_utc(slot_start),
                         elapsed * (1 - done) / done));
}

// Of less than 60 characters: the narrowest terminal that is provided for.
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
    write_line(fmt::format("{} slots in {:.2f} s, {:.3g} prosumer-slots/s", slots_done, elapsed,
                           prosumer_slots(slots_done) / elapsed));
  }
}

}  // namespace peerwatt::tools
