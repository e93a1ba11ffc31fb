#pragma once

#include <cstdint>
#include <string>

#include "engine/core/simulated_time.hpp"

namespace date {
class time_zone;
}

namespace peerwatt::profiles {

// The instants at which a wall clock shows a given civil time.
struct ClockReading {
  enum class Kind {
    kUnique,    // first == second
    kSkipped,   // clocks jump over it: first == second == the instant of the jump
    kRepeated,  // clocks show it twice: first is the earlier instant
  };
  Kind kind = Kind::kUnique;
  SimTime first;
  SimTime second;
  // Of a skipped or repeated civil time: the civil seconds at which that stretch begins and ends.
  std::int64_t stretch_begin_s = 0;
  std::int64_t stretch_end_s = 0;
};

// A stretch of time in which the distance to UTC does not change: [begin, end).
struct OffsetPeriod {
  SimTime begin;
  SimTime end;
  std::int64_t offset_s = 0;  // local minus UTC [s]
};

// The wall clock of a time zone, after the tz database of the system. Cheap to copy; queries are
// safe from several threads. Civil seconds count as parse_civil_time does.
class WallClock {
 public:
  // Throws InputError where the zone is not known. `UTC` needs no database.
  explicit WallClock(const std::string& zone);

  static bool exists(const std::string& zone);
  // Whether the name stands for a zone that the computer is set to, or that its system chose.
  static bool is_of_computer(const std::string& zone);

  const std::string& zone() const { return name_; }
  std::int64_t offset_s(SimTime time) const { return period(time).offset_s; }  // local - UTC [s]
  std::int64_t civil_seconds(SimTime time) const { return time.seconds() + offset_s(time); }
  // Seconds since midnight on the wall clock, 0..86399.
  std::int64_t second_of_day(SimTime time) const;
  // 0 = Monday ... 6 = Sunday, on the wall clock.
  int weekday(SimTime time) const;
  OffsetPeriod period(SimTime time) const;
  ClockReading read(std::int64_t civil_s) const;

 private:
  std::string name_;
  const date::time_zone* zone_ = nullptr;  // lives as long as the program; null: UTC
};

}  // namespace peerwatt::profiles
