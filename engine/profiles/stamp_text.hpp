#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// A dated stamp as it is written.
struct StampText {
  std::int64_t civil_s = 0;              // seconds since 1970 on the clock it was taken from
  std::optional<std::int64_t> offset_s;  // of that clock from UTC, if the stamp says it
  bool date_only = false;
};

// What a text was read as, or why it was not. The forms are those of docs/profiles.md.
struct ReadStamp {
  std::optional<StampText> stamp;
  std::string problem;  // of a form that is known but not read; empty: the text is no stamp
};

// kAuto reads 31.12.2022 with the day first, and refuses 31/12/2022.
ReadStamp read_stamp(std::string_view text, DateOrder order);
// Whole seconds, or milliseconds, since 1970-01-01T00:00Z.
ReadStamp read_epoch(std::string_view text, TimeFormat format);

// The first two numbers of a date such as 31/12/2022, whose order may be either.
struct OpenDate {
  int first = 0;
  int second = 0;
};
std::optional<OpenDate> open_date(std::string_view text);

}  // namespace peerwatt::profiles
