#include "tools/peerwatt/progress_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::tools {
namespace {

// Three digits, and no more than there are before the point.
std::string rate_text(double rate) {
  return fmt::format("{:.{}f}", rate, rate < 9.995 ? 2 : rate < 99.95 ? 1 : 0);
}

}  // namespace

std::string duration_text(double seconds) {
  if (seconds < 99.5) return fmt::format("{:.0f} s", seconds);
  if (seconds < 99.5 * 60) return fmt::format("{:.0f} min", seconds / 60);
  const double hours = seconds / 3600;
  return fmt::format("{:.{}f} h", hours, hours < 9.95 ? 1 : 0);
}

std::string threads_text(std::uint32_t threads) {
  return fmt::format("{} thread{}", threads, threads == 1 ? "" : "s");
}

std::string start_line(const Task& task) {
  return fmt::format("simulating {} slots of {} prosumers, {}", task.slots, task.prosumers,
                     threads_text(task.threads));
}

std::string progress_line(const Task& task, std::int64_t slots_done, double elapsed_s) {
  const std::int64_t days = (task.slots + task.slots_per_day - 1) / task.slots_per_day;
  const std::int64_t day = std::min(days, slots_done / task.slots_per_day + 1);
  const double done = static_cast<double>(slots_done) / static_cast<double>(task.slots);
  return fmt::format("day {}/{}  {:.0f} %  {} slots/s  {} left  {}", day, days, 100 * done,
                     rate_text(static_cast<double>(slots_done) / elapsed_s),
                     duration_text(elapsed_s * (1 - done) / done), threads_text(task.threads));
}

}  // namespace peerwatt::tools
