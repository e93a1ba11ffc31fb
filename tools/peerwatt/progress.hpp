#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "tools/peerwatt/progress_text.hpp"

namespace peerwatt::tools {

// How far a run has come, on standard error. On a terminal one line that renews itself and is gone
// in the end; elsewhere a line when it begins, one when it ends, and one every tenth of a long run.
class Progress {
 public:
  enum class Mode { kShown, kQuiet };
  Progress(Mode mode, const Task& task);

  void slot_done(std::int64_t slots_done);
  void finish(std::int64_t slots_done);

 private:
  using Clock = std::chrono::steady_clock;
  bool due(std::int64_t slots_done);
  void write_line(const std::string& line) const;
  double seconds_since_begin() const;

  Mode mode_;
  Task task_;
  bool terminal_;
  Clock::time_point began_;
  Clock::time_point shown_;
  std::int64_t tenths_shown_ = 0;
};

}  // namespace peerwatt::tools
