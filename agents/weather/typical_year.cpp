#include "agents/weather/typical_year.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

namespace peerwatt::weather {

CivilHour hour_of_year(std::size_t number, std::size_t days) {
  using namespace std::chrono;
  const year any{days == 366 ? 2000 : 2001};
  const year_month_day date{sys_days{any / January / 1} +
                            std::chrono::days{static_cast<int>(number / 24)}};
  return {static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()}),
          static_cast<int>(number % 24)};
}

TypicalYear::TypicalYear(std::size_t rows, std::size_t rows_per_hour)
    : rows_{rows}, rows_per_hour_{rows_per_hour} {
  values_.reserve(rows);
}

std::size_t TypicalYear::days() const {
  return rows_ == 366 * 24 * rows_per_hour_ ? 366 : 365;
}

void TypicalYear::check_hour(std::size_t row, const CivilHour& found,
                             const SourcePosition& position, Diagnostics& diagnostics) const {
  const CivilHour expected = hour_of_year(row / rows_per_hour_, days());
  if (found == expected) return;
  diagnostics.add_if_shown([&] {
    return Diagnostic{
        position,
        fmt::format("must be the hour from {:02}-{:02} {:02}:00 of a year without gaps (got "
                    "{:02}-{:02} {:02}:00)",
                    expected.month, expected.day, expected.hour, found.month, found.day,
                    found.hour)};
  });
}

void TypicalYear::check_length(const SourcePosition& position, Diagnostics& diagnostics) const {
  if (rows_ == days() * 24 * rows_per_hour_) return;
  diagnostics.add(position,
                  fmt::format("must have the {} or {} rows of a year (got {})",
                              365 * 24 * rows_per_hour_, 366 * 24 * rows_per_hour_, rows_));
}

Weather TypicalYear::weather(Duration ahead_of_utc) && {
  const Duration step = Duration::from_seconds(3600 / static_cast<std::int64_t>(rows_per_hour_));
  return Weather::of_every_year(ahead_of_utc, step, std::move(values_));
}

}  // namespace peerwatt::weather
