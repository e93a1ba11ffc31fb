#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/core/input_file.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/solar/site.hpp"
#include "agents/solar/sky.hpp"

namespace peerwatt::weather {

// The weather of a place: equally long intervals, each with its means.
class Weather {
 public:
  // From an instant on, without gaps.
  static Weather dated(SimTime begin, Duration step, std::vector<solar::Conditions> values);
  // A year of 365 or 366 days that serves for every year, from midnight of the 1st of January on a
  // clock that is ahead of UTC by an offset. Without a 29th of February, the 28th serves for it.
  // The step divides a day.
  static Weather of_every_year(Duration ahead_of_utc, Duration step,
                               std::vector<solar::Conditions> values);

  Duration step() const { return step_; }
  std::size_t size() const { return values_.size(); }
  const solar::Conditions& value(std::size_t interval) const { return values_[interval]; }

  // Whether there is weather for all of [start, end).
  bool covers(SimTime start, SimTime end) const;
  // The means over a stretch of time that is covered, exact for the step function that the
  // intervals are. Throws LogicError where it is not covered.
  solar::Conditions mean_over(SimTime start, Duration length) const;

 private:
  Weather(SimTime begin, Duration step, std::vector<solar::Conditions> values);
  // The interval that holds an instant; nothing where there is none.
  std::optional<std::size_t> interval_at(SimTime time) const;
  std::optional<std::size_t> interval_of_year(SimTime time) const;

  bool every_year_ = false;
  SimTime begin_;
  Duration step_;
  Duration ahead_of_utc_;
  std::vector<solar::Conditions> values_;
};

// What a file of weather has.
struct WeatherFile {
  Weather weather;
  std::optional<solar::Site> site;  // as the file states it
  FileRead source;
};

}  // namespace peerwatt::weather
