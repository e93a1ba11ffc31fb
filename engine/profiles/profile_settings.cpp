#include "engine/profiles/profile_settings.hpp"

#include <array>
#include <tuple>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::profiles {
namespace {

using parameters::Choice;
using parameters::Presence;
using parameters::Range;

constexpr std::array kTimeFormats{
    Choice{"local", "Wall-clock date and time in `time_zone`."},
    Choice{"utc", "Date and time in UTC or with an explicit offset."},
    Choice{"minute_of_day", "Minutes after midnight of an undated day, repeated every day."},
    Choice{"time_of_day", "HH:MM of an undated day, repeated every day."},
    Choice{"epoch_s", "Seconds since 1970-01-01T00:00Z."},
    Choice{"epoch_ms", "Milliseconds since 1970-01-01T00:00Z."},
};
constexpr std::array kDateOrders{
    Choice{"auto", "As the dates of the file show it; one that leaves it open is refused."},
    Choice{"day_first", "31/12/2022."},
    Choice{"month_first", "12/31/2022."},
};
constexpr std::array kDecimalMarks{
    Choice{"auto", "As the numbers of the file show it; one that leaves it open is refused."},
    Choice{"point", "0.5."},
    Choice{"comma", "0,5."},
};
constexpr std::array kStamps{
    Choice{"start", "A stamp is the start of its interval."},
    Choice{"end", "A stamp is the end of its interval."},
};
constexpr std::array kUnits{
    Choice{"kw", "Mean power of the interval."},
    Choice{"kwh", "Energy of the interval."},
    Choice{"price", "Price in the interval, currency/kWh; for a leader who replays it."},
};
constexpr std::array kRepairs{
    Choice{"error", "The profile is refused."},
    Choice{"zero", "The value becomes 0 and is counted."},
    Choice{"interpolate", "The value is interpolated in time and counted."},
};

void describe_repairs(profiles::ProfileLayout& layout, parameters::Visitor& visitor) {
  visitor.choice({"gaps", "What is done about missing intervals and empty cells."}, layout.gaps,
                 kRepairs);
  visitor.choice({"duplicates", "What is done about stamps that occur twice."}, layout.duplicates,
                 kRepairs);
  visitor.choice({"daylight_saving",
                  "What is done about wall-clock hours that a clock change "
                  "removes or repeats."},
                 layout.daylight_saving, kRepairs);
  visitor.choice({"negatives", "What is done about negative values."}, layout.negatives, kRepairs);
}

}  // namespace

bool equal(const profiles::ProfileLayout& a, const profiles::ProfileLayout& b) {
  const auto content = [](const profiles::ProfileLayout& layout) {
    return std::tie(layout.name, layout.file, layout.path, layout.time_column, layout.clock_column,
                    layout.time_format, layout.date_order, layout.decimal_mark, layout.time_zone,
                    layout.stamp, layout.step_s, layout.unit, layout.scale, layout.start_at,
                    layout.gaps, layout.duplicates, layout.daylight_saving, layout.negatives);
  };
  return content(a) == content(b);
}

void describe(profiles::ProfileLayout& layout, parameters::Visitor& visitor) {
  visitor.text({"name", "Name by which the scenario refers to the profile.", Presence::kRequired},
               layout.name);
  visitor.text({"file", "CSV file, relative to `data_dir`.", Presence::kRequired}, layout.file);
  visitor.text({"time_column", "Column of the time stamps.", Presence::kRequired},
               layout.time_column);
  visitor.text(
      {"clock_column", "Column of the time of day, where `time_column` has the date only."},
      layout.clock_column);
  visitor.choice({"time_format", "How time stamps are written."}, layout.time_format, kTimeFormats);
  visitor.choice({"date_order", "Order of day and month in dates that do not begin with the year."},
                 layout.date_order, kDateOrders);
  visitor.choice({"decimal_mark", "What stands before the decimals of a value."},
                 layout.decimal_mark, kDecimalMarks);
  visitor.text({"time_zone", "Zone of wall-clock stamps, e.g. Australia/Sydney."},
               layout.time_zone);
  visitor.choice({"stamp", "What a stamp labels."}, layout.stamp, kStamps);
  visitor.integer(
      {"step_s", "Length of an interval in seconds; of whole days by the clock of `time_zone`."},
      layout.step_s, Range::between(1, 28 * 86400));
  visitor.choice({"unit", "Unit of the values."}, layout.unit, kUnits);
  visitor.number({"scale", "Factor on all values."}, layout.scale, Range::factor());
  visitor.text({"start_at",
                "Date and time in the profile that plays the role of the scenario's "
                "start; without it the calendar counts."},
               layout.start_at);
  describe_repairs(layout, visitor);
}

}  // namespace peerwatt::profiles
