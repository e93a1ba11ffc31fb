#include <algorithm>
#include <map>

#include "tools/meters/channel_times.hpp"

namespace peerwatt::meters {
namespace {

std::int64_t remainder(std::int64_t time_s, std::int64_t step_s) {
  return ((time_s % step_s) + step_s) % step_s;
}

}  // namespace

Raster find_raster(const Readings& readings, std::int64_t step_s) {
  std::map<std::int64_t, std::int64_t> counts;  // of readings, by their place within a step
  for (const Channel& channel : readings.channels) {
    for (const Reading& reading : channel.readings) ++counts[remainder(reading.time_s, step_s)];
  }
  const auto most = std::ranges::max_element(
      counts, [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end()) return {0, step_s, 0};
  std::int64_t begin_s = 0, end_s = 0;
  bool is_first = true;
  for (const Channel& channel : readings.channels) {
    for (const Reading& reading : channel.readings) {
      if (remainder(reading.time_s, step_s) != most->first) continue;
      begin_s = is_first ? reading.time_s : std::min(begin_s, reading.time_s);
      end_s = is_first ? reading.time_s + step_s : std::max(end_s, reading.time_s + step_s);
      is_first = false;
    }
  }
  return {begin_s, step_s, (end_s - begin_s) / step_s};
}

}  // namespace peerwatt::meters
