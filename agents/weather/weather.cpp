#include "agents/weather/weather.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "engine/core/contracts.hpp"

namespace peerwatt::weather {
namespace {

constexpr Duration kDay = Duration::from_seconds(86400);
constexpr std::int64_t kLeapDay = 59;  // of a year that has one, from 0

// The day of the year, from 0, and whether the year has 366.
struct DayOfYear {
  std::int64_t day = 0;
  bool leap_year = false;
};

DayOfYear day_of_year(std::int64_t days_since_1970) {
  using namespace std::chrono;
  const sys_days date{days{days_since_1970}};
  const year of{year_month_day{date}.year()};
  return {(date - sys_days{of / January / 1}).count(), of.is_leap()};
}

std::int64_t floor_divided(Duration a, Duration b) {
  const std::int64_t quotient = a / b;
  return (a % b).microseconds() < 0 ? quotient - 1 : quotient;
}

void add(solar::Conditions& sum, const solar::Conditions& value, double weight) {
  sum.irradiance.ghi += weight * value.irradiance.ghi;
  sum.irradiance.dni += weight * value.irradiance.dni;
  sum.irradiance.dhi += weight * value.irradiance.dhi;
  sum.air_c += weight * value.air_c;
  sum.wind_m_per_s += weight * value.wind_m_per_s;
}

}  // namespace

Weather::Weather(SimTime begin, Duration step, std::vector<solar::Conditions> values)
    : begin_{begin}, step_{step}, values_{std::move(values)} {
  if (step <= Duration{} || values_.empty()) {
    throw LogicError{"weather needs intervals of a positive length"};
  }
}

Weather Weather::dated(SimTime begin, Duration step, std::vector<solar::Conditions> values) {
  return Weather{begin, step, std::move(values)};
}

Weather Weather::of_every_year(Duration ahead_of_utc, Duration step,
                               std::vector<solar::Conditions> values) {
  Weather weather{SimTime{}, step, std::move(values)};
  const auto per_day = static_cast<std::size_t>(kDay / step);
  if (kDay % step != Duration{} ||
      (weather.size() != 365 * per_day && weather.size() != 366 * per_day)) {
    throw LogicError{"a year of weather needs 365 or 366 days of whole intervals"};
  }
  weather.every_year_ = true;
  weather.ahead_of_utc_ = ahead_of_utc;
  return weather;
}

std::optional<std::size_t> Weather::interval_of_year(SimTime time) const {
  const Duration clock = time + ahead_of_utc_ - SimTime{};
  const std::int64_t days = floor_divided(clock, kDay);
  auto [day, leap_year] = day_of_year(days);
  const std::int64_t per_day = kDay / step_;
  const bool has_leap_day = values_.size() == static_cast<std::size_t>(366 * per_day);
  if (leap_year && !has_leap_day && day >= kLeapDay) --day;
  if (!leap_year && has_leap_day && day >= kLeapDay) ++day;
  return static_cast<std::size_t>(day * per_day + (clock - days * kDay) / step_);
}

std::optional<std::size_t> Weather::interval_at(SimTime time) const {
  if (every_year_) return interval_of_year(time);
  const std::int64_t interval = floor_divided(time - begin_, step_);
  if (interval < 0 || interval >= static_cast<std::int64_t>(values_.size())) return std::nullopt;
  return static_cast<std::size_t>(interval);
}

bool Weather::covers(SimTime start, SimTime end) const {
  if (every_year_) return true;
  return start >= begin_ && end <= begin_ + static_cast<std::int64_t>(values_.size()) * step_;
}

solar::Conditions Weather::mean_over(SimTime start, Duration length) const {
  if (length <= Duration{} || !covers(start, start + length)) {
    throw LogicError{"there is no weather from " + format_utc(start) + " to " +
                     format_utc(start + length)};
  }
  // Where the intervals begin, on their clock.
  const SimTime origin = every_year_ ? SimTime{} - ahead_of_utc_ : begin_;
  const SimTime end = start + length;
  solar::Conditions mean{{}, 0, 0};
  for (SimTime time = start; time < end;) {
    const SimTime next = std::min(end, origin + (floor_divided(time - origin, step_) + 1) * step_);
    add(mean, values_[*interval_at(time)], (next - time).seconds() / length.seconds());
    time = next;
  }
  return mean;
}

}  // namespace peerwatt::weather
