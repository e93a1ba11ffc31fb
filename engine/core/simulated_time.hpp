#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peerwatt {

// A span of simulated time, whole microseconds.
class Duration {
 public:
  constexpr Duration() = default;
  static constexpr Duration from_microseconds(std::int64_t count) { return Duration{count}; }
  static constexpr Duration from_seconds(std::int64_t count) { return Duration{count * 1'000'000}; }
  // Rounded to the nearest microsecond, half away from zero.
  static constexpr Duration from_seconds(double count) {
    return Duration{static_cast<std::int64_t>(count * 1e6 + (count < 0 ? -0.5 : 0.5))};
  }
  static constexpr Duration from_seconds(int count) {
    return from_seconds(static_cast<std::int64_t>(count));
  }

  constexpr std::int64_t microseconds() const { return microseconds_; }
  constexpr double seconds() const { return static_cast<double>(microseconds_) / 1e6; }
  constexpr double hours() const { return seconds() / 3600.0; }

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) {
    return Duration{a.microseconds_ + b.microseconds_};
  }
  friend constexpr Duration operator-(Duration a, Duration b) {
    return Duration{a.microseconds_ - b.microseconds_};
  }
  friend constexpr Duration operator*(std::int64_t n, Duration a) {
    return Duration{n * a.microseconds_};
  }
  friend constexpr std::int64_t operator/(Duration a, Duration b) {
    return a.microseconds_ / b.microseconds_;
  }
  friend constexpr Duration operator%(Duration a, Duration b) {
    return Duration{a.microseconds_ % b.microseconds_};
  }

 private:
  constexpr explicit Duration(std::int64_t microseconds) : microseconds_{microseconds} {}
  std::int64_t microseconds_ = 0;
};

// An instant: microseconds since 1970-01-01T00:00:00Z.
class SimTime {
 public:
  constexpr SimTime() = default;
  static constexpr SimTime from_microseconds(std::int64_t count) { return SimTime{count}; }
  static constexpr SimTime from_seconds(std::int64_t count) { return SimTime{count * 1'000'000}; }

  constexpr std::int64_t microseconds() const { return microseconds_; }
  // Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  constexpr std::int64_t seconds() const {
    return microseconds_ / 1'000'000 - (microseconds_ % 1'000'000 < 0 ? 1 : 0);
  }

  friend constexpr auto operator<=>(SimTime, SimTime) = default;
  friend constexpr SimTime operator+(SimTime t, Duration d) {
    return SimTime{t.microseconds_ + d.microseconds()};
  }
  friend constexpr SimTime operator-(SimTime t, Duration d) {
    return SimTime{t.microseconds_ - d.microseconds()};
  }
  friend constexpr Duration operator-(SimTime a, SimTime b) {
    return Duration::from_microseconds(a.microseconds_ - b.microseconds_);
  }

 private:
  constexpr explicit SimTime(std::int64_t microseconds) : microseconds_{microseconds} {}
  std::int64_t microseconds_ = 0;
};

// Civil date and time without a zone, as printed on a wall clock, counted in seconds as if in UTC.
std::optional<std::int64_t> parse_civil_time(std::string_view text);

// ISO 8601 with an explicit zone: `2025-07-01T00:00:00Z`, `2025-07-01T00:00+10:00`.
std::optional<SimTime> parse_utc(std::string_view text);

// `2025-07-01T00:00:00Z`; a fraction is written only where there is one.
std::string format_utc(SimTime time);

}  // namespace peerwatt
