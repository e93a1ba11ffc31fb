#include "tools/meters/readings.hpp"

#include <cmath>

namespace peerwatt::meters {

void add_reading(Channel& channel, const Reading& reading) {
  channel.readings.push_back(reading);
  channel.has_value = channel.has_value || !std::isnan(reading.value);
}

Channel& Readings::channel(std::string_view home, std::string_view name) {
  std::string key{home};
  key.push_back('\n');
  key.append(name);
  const auto [found, is_new] = places_.try_emplace(std::move(key), channels.size());
  if (is_new) channels.push_back({std::string{home}, std::string{name}, {}, 0, false});
  return channels[found->second];
}

std::optional<std::int64_t> Readings::time_of(const profiles::StampText& stamp,
                                              std::string& problem) {
  const bool instant = stamp.offset_s.has_value();
  if (!instants_) instants_ = instant;
  if (*instants_ != instant) {
    problem = instant ? "has an offset from UTC, and stamps before it have none"
                      : "has no offset from UTC, and stamps before it have one";
    return std::nullopt;
  }
  return stamp.civil_s - stamp.offset_s.value_or(0);
}

SourcePosition Readings::position(const Reading& reading) const {
  return {files[reading.file].path, static_cast<int>(reading.line), reading.column};
}

}  // namespace peerwatt::meters
