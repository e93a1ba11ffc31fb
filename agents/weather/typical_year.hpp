#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "agents/solar/sky.hpp"
#include "agents/weather/weather.hpp"

namespace peerwatt::weather {

// An hour of a year on a clock without daylight saving.
struct CivilHour {
  int month = 0;  // from 1
  int day = 0;    // from 1
  int hour = 0;   // its beginning, from 0

  friend bool operator==(const CivilHour&, const CivilHour&) = default;
};

// The hour with a number from 0 in a year of 365 or 366 days.
CivilHour hour_of_year(std::size_t number, std::size_t days);

// Collects the hours of a year, which months of different years may make up. Each row must be the
// hour after the one before.
class TypicalYear {
 public:
  // Rows of an hour follow each other: 1 a row per hour, 4 one per quarter.
  TypicalYear(std::size_t rows, std::size_t rows_per_hour);

  void check_hour(std::size_t row, const CivilHour& found, const SourcePosition& position,
                  Diagnostics& diagnostics) const;
  void add(const solar::Conditions& value) { values_.push_back(value); }
  // Complains of a number of rows that is no year.
  void check_length(const SourcePosition& position, Diagnostics& diagnostics) const;

  // To be called when nothing was complained of.
  Weather weather(Duration ahead_of_utc) &&;

 private:
  std::size_t days() const;

  std::size_t rows_;
  std::size_t rows_per_hour_;
  std::vector<solar::Conditions> values_;
};

}  // namespace peerwatt::weather
