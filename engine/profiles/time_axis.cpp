#include "engine/profiles/time_axis.hpp"

#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/profiles/stamp_reader.hpp"

namespace peerwatt::profiles {
namespace {

constexpr std::int64_t kDayS = 86400;

// Takes rows in the order of the file and gives each the interval it holds.
class AxisBuilder {
 public:
  AxisBuilder(const ProfileLayout& layout, const csv::Table& table, std::size_t time_column,
              Complaints& complaints)
      : layout_{layout}, table_{table}, time_column_{time_column}, complaints_{complaints} {}

  std::string_view text(std::size_t row) const {
    return csv::trimmed(table_.cell(row, time_column_));
  }
  void place(std::size_t row, SimTime begin) {
    if (axis_.row.empty() && !undated(layout_.time_format)) axis_.begin = begin;
    const Duration step = Duration::from_seconds(layout_.step_s);
    const Duration since = begin - axis_.begin;
    if (since % step != Duration{}) {
      return complain(Complaint::kRaster, row,
                      fmt::format("must be a whole number of {} s steps after {}", layout_.step_s,
                                  undated(layout_.time_format) ? "midnight" : "the first row"));
    }
    const std::int64_t interval = since / step;
    if (!axis_.row.empty() && interval < axis_.interval.back()) {
      return complain(Complaint::kBackwards, row, "goes back in time; sort the rows");
    }
    if (!axis_.row.empty() && interval == axis_.interval.back()) {
      axis_.duplicates.push_back({row, interval});
      return;
    }
    axis_.interval.push_back(interval);
    axis_.row.push_back(row);
  }
  void complain(Complaint kind, std::size_t row, std::string_view problem) {
    if (!complaints_.wants(kind)) return;
    complaints_.add(kind, table_.position(row, time_column_),
                    fmt::format("{}: {} (got '{}')", layout_.time_column, problem, text(row)));
  }
  TimeAxis& axis() { return axis_; }

 private:
  const ProfileLayout& layout_;
  const csv::Table& table_;
  std::size_t time_column_;
  Complaints& complaints_;
  TimeAxis axis_;
};

std::optional<std::int64_t> two_digits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9') return std::nullopt;
  return csv::parse_integer(text);
}

std::optional<std::int64_t> minute_of_day(std::string_view text, TimeFormat format) {
  if (format == TimeFormat::kMinuteOfDay) return csv::parse_integer(text);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const std::optional<std::int64_t> hour = two_digits(text.substr(0, 2));
  const std::optional<std::int64_t> minute = two_digits(text.substr(3));
  if (!hour || !minute || *minute > 59) return std::nullopt;
  return *hour * 60 + *minute;
}

// Where the interval of an undated stamp begins, in seconds after midnight. As an end, midnight
// closes the day, written 0:00 or 24:00.
std::optional<std::int64_t> daily_begin_s(std::string_view text, const ProfileLayout& layout) {
  const std::optional<std::int64_t> minute = minute_of_day(text, layout.time_format);
  if (!minute || *minute < 0 || *minute > 1440) return std::nullopt;
  if (layout.stamp == StampAt::kEnd) return (*minute == 0 ? 1440 : *minute) * 60 - layout.step_s;
  if (*minute == 1440) return std::nullopt;
  return *minute * 60;
}

std::string_view expected_form(TimeFormat format) {
  switch (format) {
    case TimeFormat::kLocal:
      return "must be a wall-clock time such as 2011-10-02T01:30";
    case TimeFormat::kUtc:
      return "must be a time such as 2011-10-02T01:30Z";
    case TimeFormat::kMinuteOfDay:
      return "must be a minute of the day, 0 to 1439";
    case TimeFormat::kTimeOfDay:
      return "must be a time of day such as 07:30";
  }
  return {};
}

}  // namespace

std::string civil_text(const WallClock& clock, SimTime time) {
  std::string text = format_utc(SimTime::from_seconds(clock.civil_seconds(time)));
  text.pop_back();
  if (text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

TimeAxis dated_axis(const ProfileLayout& layout, const WallClock& clock, const csv::Table& table,
                    std::size_t time_column, Complaints& complaints) {
  AxisBuilder builder{layout, table, time_column, complaints};
  StampReader reader{layout.time_format, layout.stamp, clock};
  const Duration step = Duration::from_seconds(layout.step_s);
  std::vector<std::pair<std::size_t, SimTime>> skipped;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::optional<Stamp> stamp = reader.read(builder.text(row));
    if (!stamp) {
      builder.complain(Complaint::kStamp, row, expected_form(layout.time_format));
    } else if (stamp->kind == Stamp::Kind::kSkipped) {
      skipped.emplace_back(row, stamp->time);
    } else {
      builder.place(row, layout.stamp == StampAt::kEnd ? stamp->time - step : stamp->time);
    }
  }
  TimeAxis axis = std::move(builder.axis());
  if (!axis.row.empty()) axis.intervals = axis.interval.back() + 1;
  for (const auto& [row, jump] : skipped) {
    axis.skipped.push_back({row, (jump - axis.begin) / step});
  }
  return axis;
}

TimeAxis daily_axis(const ProfileLayout& layout, const csv::Table& table, std::size_t time_column,
                    Complaints& complaints) {
  AxisBuilder builder{layout, table, time_column, complaints};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::optional<std::int64_t> begin_s = daily_begin_s(builder.text(row), layout);
    if (!begin_s) {
      builder.complain(Complaint::kStamp, row, expected_form(layout.time_format));
    } else {
      builder.place(row, SimTime::from_seconds(*begin_s));
    }
  }
  TimeAxis axis = std::move(builder.axis());
  axis.intervals = kDayS / layout.step_s;
  return axis;
}

}  // namespace peerwatt::profiles
