#include "engine/calendar/wall_clock.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

#include <date/tz.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/letter_case.hpp"

namespace peerwatt::profiles {
namespace {

constexpr std::int64_t kDayS = 86400;
// About +-28 000 years: what the tz database calls the beginning and the end of time.
constexpr std::int64_t kFarAwayS = 900'000'000'000;

SimTime instant(std::int64_t seconds) {
  return SimTime::from_seconds(std::clamp(seconds, -kFarAwayS, kFarAwayS));
}

const date::time_zone* find_zone(const std::string& zone) {
  try {
    return date::locate_zone(zone);
  } catch (const std::runtime_error&) {
    return nullptr;  // not in the database, or there is none
  }
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  try {
    for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
    std::erase_if(names, WallClock::is_of_computer);
  } catch (const std::runtime_error&) {
    names.clear();
  }
  return names;
}

std::int64_t day_of(std::int64_t civil_s) {
  return (civil_s - (civil_s % kDayS + kDayS) % kDayS) / kDayS;
}

}  // namespace

WallClock::WallClock(const std::string& zone) : name_{zone} {
  if (zone == "UTC") return;
  if (is_of_computer(zone)) {
    throw InputError{"time zone '" + zone +
                     "' is another one on another computer; name the zone, " +
                     "as in Australia/Brisbane"};
  }
  zone_ = find_zone(zone);
  if (zone_ != nullptr) return;
  const std::vector<std::string> names = zone_names();
  if (names.empty()) {
    throw InputError{"time zone '" + zone + "' cannot be looked up: this system has no time zone " +
                     "database (install tzdata), only UTC works without"};
  }
  throw InputError{"unknown time zone '" + zone + "'" + did_you_mean(zone, names) +
                   "; names are those of the tz database, as in Australia/Brisbane"};
}

bool WallClock::exists(const std::string& zone) {
  return zone == "UTC" || (!is_of_computer(zone) && find_zone(zone) != nullptr);
}

bool WallClock::is_of_computer(const std::string& zone) {
  const std::string name = lower_case(zone.substr(zone.rfind('/') + 1));
  return name == "localtime" || name == "posixrules";
}

std::int64_t WallClock::second_of_day(SimTime time) const {
  const std::int64_t civil_s = civil_seconds(time);
  return civil_s - day_of(civil_s) * kDayS;
}

int WallClock::weekday(SimTime time) const {
  // 1970-01-01 was a Thursday.
  return static_cast<int>(((day_of(civil_seconds(time)) + 3) % 7 + 7) % 7);
}

OffsetPeriod WallClock::period(SimTime time) const {
  if (zone_ == nullptr) return {instant(-kFarAwayS), instant(kFarAwayS), 0};
  const date::sys_info info =
      zone_->get_info(date::sys_seconds{std::chrono::seconds{time.seconds()}});
  return {instant(info.begin.time_since_epoch().count()),
          instant(info.end.time_since_epoch().count()), info.offset.count()};
}

ClockReading WallClock::read(std::int64_t civil_s) const {
  using Kind = ClockReading::Kind;
  if (zone_ == nullptr) return {Kind::kUnique, instant(civil_s), instant(civil_s), 0, 0};
  const date::local_info info = zone_->get_info(date::local_seconds{std::chrono::seconds{civil_s}});
  const SimTime first = instant(civil_s - info.first.offset.count());
  if (info.result == date::local_info::unique) return {Kind::kUnique, first, first, 0, 0};
  const std::int64_t jump_s = info.first.end.time_since_epoch().count();
  if (info.result == date::local_info::ambiguous) {
    return {Kind::kRepeated, first, instant(civil_s - info.second.offset.count()),
            jump_s + info.second.offset.count(), jump_s + info.first.offset.count()};
  }
  return {Kind::kSkipped, instant(jump_s), instant(jump_s), jump_s + info.first.offset.count(),
          jump_s + info.second.offset.count()};
}

}  // namespace peerwatt::profiles
