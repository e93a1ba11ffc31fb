#pragma once

#include <cstdint>
#include <string>

namespace peerwatt::tools {

// What a run has to do, and with how many threads.
struct Task {
  std::int64_t slots = 0;
  std::int64_t slots_per_day = 1;
  std::int64_t prosumers = 0;
  std::uint32_t threads = 1;
};

// "48 s", "75 min", "5.2 h".
std::string duration_text(double seconds);
// "1 thread", "2 threads".
std::string threads_text(std::uint32_t threads);

// Lines of less than 60 characters, for the narrowest terminal that is provided for.
std::string start_line(const Task& task);
// The simulated day, the part that is done, slots per second so far, time left, and threads.
std::string progress_line(const Task& task, std::int64_t slots_done, double elapsed_s);

}  // namespace peerwatt::tools
