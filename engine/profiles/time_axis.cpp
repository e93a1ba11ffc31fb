#include "engine/profiles/time_axis.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/profiles/date_order.hpp"
#include "engine/profiles/stamp_reader.hpp"

namespace peerwatt::profiles {
namespace {

constexpr std::int64_t kDayS = 86400;

// Takes rows in the order of the file, each with the interval it holds.
class AxisBuilder {
 public:
  AxisBuilder(const ProfileLayout& layout, const MeterFile& file, Complaints& complaints)
      : layout_{layout}, file_{file}, complaints_{complaints} {}

  std::string text(std::size_t row) const {
    std::string text{csv::trimmed(file_.table.cell(row, file_.time_column))};
    if (!file_.clock_column) return text;
    return text.append(" ").append(csv::trimmed(file_.table.cell(row, *file_.clock_column)));
  }
  void place(std::size_t row, std::optional<std::int64_t> interval) {
    if (!interval) {
      return complain(Complaint::kRaster, row,
                      fmt::format("must be a whole number of {} s steps after {}", layout_.step_s,
                                  undated(layout_.time_format) ? "midnight" : "the first row"));
    }
    if (!axis_.row.empty() && *interval < axis_.interval.back()) {
      return complain(Complaint::kBackwards, row, "goes back in time; sort the rows");
    }
    if (!axis_.row.empty() && *interval == axis_.interval.back()) {
      axis_.duplicates.push_back({row, *interval});
      return;
    }
    axis_.interval.push_back(*interval);
    axis_.row.push_back(row);
  }
  void complain(Complaint kind, std::size_t row, std::string_view problem) {
    if (!complaints_.wants(kind)) return;
    complaints_.add(kind, file_.table.position(row, file_.time_column),
                    fmt::format("{}: {} (got '{}')", layout_.time_column, problem, text(row)));
  }
  std::int64_t last_interval() const { return axis_.interval.empty() ? -1 : axis_.interval.back(); }
  TimeAxis& axis() { return axis_; }

 private:
  const ProfileLayout& layout_;
  const MeterFile& file_;
  Complaints& complaints_;
  TimeAxis axis_;
};

std::optional<std::int64_t> two_digits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9') return std::nullopt;
  return csv::parse_integer(text);
}

std::optional<std::int64_t> minute_of_day(std::string_view text, TimeFormat format) {
  if (format == TimeFormat::kMinuteOfDay) return csv::parse_integer(text);
  if (text.size() == 8 && text.ends_with(":00")) text.remove_suffix(3);
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
    case TimeFormat::kEpochS:
      return "must be a count of seconds since 1970";
    case TimeFormat::kEpochMs:
      return "must be a count of milliseconds since 1970";
    case TimeFormat::kMinuteOfDay:
      return "must be a minute of the day, 0 to 1439";
    case TimeFormat::kTimeOfDay:
      return "must be a time of day such as 07:30";
  }
  return {};
}

// Stamps that can be read; complains of the others.
std::vector<WrittenStamp> written_stamps(AxisBuilder& builder, const ProfileLayout& layout,
                                         const MeterFile& file) {
  const bool epoch =
      layout.time_format == TimeFormat::kEpochS || layout.time_format == TimeFormat::kEpochMs;
  const DateOrder order = epoch ? layout.date_order : date_order_of(layout, file);
  std::vector<WrittenStamp> written;
  written.reserve(file.table.rows());
  for (std::size_t row = 0; row < file.table.rows(); ++row) {
    const std::string text = builder.text(row);
    const ReadStamp read = epoch ? read_epoch(text, layout.time_format) : read_stamp(text, order);
    if (read.stamp) {
      written.push_back({row, *read.stamp});
    } else {
      builder.complain(Complaint::kStamp, row,
                       read.problem.empty() ? expected_form(layout.time_format) : read.problem);
    }
  }
  return written;
}

// Leaves out stamps whose instant is not known.
std::vector<Stamp> known_stamps(AxisBuilder& builder, std::vector<Stamp> stamps,
                                const WallClock& clock) {
  std::erase_if(stamps, [&](const Stamp& stamp) {
    if (stamp.kind == Stamp::Kind::kUnclear) {
      builder.complain(
          Complaint::kRepeatedHour, stamp.row,
          fmt::format("comes twice in {}, where clocks go back; the two passes are "
                      "interleaved and not complete, so nothing says which one a row "
                      "belongs to; give the stamps their offset or take these rows out",
                      clock.zone()));
    } else if (stamp.kind == Stamp::Kind::kForeign) {
      builder.complain(
          Complaint::kStamp, stamp.row,
          fmt::format("has another offset than time_zone {} at that time ({:+} h); set "
                      "time_format: utc",
                      clock.zone(), static_cast<double>(clock.offset_s(stamp.time)) / 3600));
    }
    return stamp.kind == Stamp::Kind::kUnclear || stamp.kind == Stamp::Kind::kForeign;
  });
  return stamps;
}

std::ptrdiff_t misfits(const Raster& raster, std::span<const Stamp> stamps, StampAt stamp) {
  return std::count_if(stamps.begin(), stamps.end(), [&](const Stamp& one) {
    return !raster.named_by(one.time, one.text.civil_s, stamp);
  });
}

// Steps of more than an hour follow the wall clock (days begin at midnight, whatever the clocks
// do), unless the stamps show that they do not.
Raster raster_of(const ProfileLayout& layout, std::span<const Stamp> stamps,
                 const WallClock& clock) {
  const auto first = std::find_if(stamps.begin(), stamps.end(), [](const Stamp& stamp) {
    return stamp.kind == Stamp::Kind::kInstant;
  });
  if (first == stamps.end()) return {};
  const Duration step = Duration::from_seconds(layout.step_s);
  const std::int64_t ends = layout.stamp == StampAt::kEnd ? 1 : 0;
  Raster even{first->time - ends * step, step};
  if (layout.time_format != TimeFormat::kLocal || layout.step_s <= 3600) return even;
  const Raster civil = Raster::on_the_wall(clock, first->text.civil_s - ends * layout.step_s, step);
  return misfits(civil, stamps, layout.stamp) <= misfits(even, stamps, layout.stamp) ? civil : even;
}

void place_stamps(AxisBuilder& builder, const ProfileLayout& layout,
                  std::span<const Stamp> stamps) {
  TimeAxis& axis = builder.axis();
  for (const Stamp& stamp : stamps) {
    const auto interval = axis.raster.named_by(stamp.time, stamp.text.civil_s, layout.stamp);
    if (axis.raster.even() ? stamp.kind == Stamp::Kind::kSkipped
                           : interval && axis.raster.stretch(*interval) == 0) {
      axis.skipped.push_back(
          {stamp.row, axis.raster.even() ? axis.raster.interval_at(stamp.time) : *interval});
      continue;
    }
    if (interval && *interval == builder.last_interval() && stamp.text.date_only &&
        layout.step_s < kDayS) {
      builder.complain(Complaint::kStamp, stamp.row,
                       "is a date without a time of day, and comes more than once; clock_column "
                       "names the column of the time of day");
      continue;
    }
    builder.place(stamp.row, interval);
  }
}

}  // namespace

std::string civil_text(const WallClock& clock, SimTime time) {
  std::string text = format_utc(SimTime::from_seconds(clock.civil_seconds(time)));
  text.pop_back();
  if (text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

TimeAxis dated_axis(const ProfileLayout& layout, const WallClock& clock, const MeterFile& file,
                    Complaints& complaints) {
  AxisBuilder builder{layout, file, complaints};
  const std::vector<WrittenStamp> written = written_stamps(builder, layout, file);
  std::vector<Stamp> stamps = in_utc(layout.time_format)
                                  ? utc_stamps(written)
                                  : local_stamps(written, layout.stamp, layout.step_s, clock);
  stamps = known_stamps(builder, std::move(stamps), clock);
  builder.axis().raster = raster_of(layout, stamps, clock);
  place_stamps(builder, layout, stamps);
  TimeAxis axis = std::move(builder.axis());
  if (!axis.row.empty()) axis.intervals = axis.interval.back() + 1;
  return axis;
}

TimeAxis daily_axis(const ProfileLayout& layout, const MeterFile& file, Complaints& complaints) {
  AxisBuilder builder{layout, file, complaints};
  builder.axis().raster = Raster{SimTime{}, Duration::from_seconds(layout.step_s)};
  for (std::size_t row = 0; row < file.table.rows(); ++row) {
    const std::optional<std::int64_t> begin_s = daily_begin_s(builder.text(row), layout);
    if (!begin_s) {
      builder.complain(Complaint::kStamp, row, expected_form(layout.time_format));
    } else {
      builder.place(
          row, builder.axis().raster.named_by(SimTime::from_seconds(*begin_s), 0, StampAt::kStart));
    }
  }
  TimeAxis axis = std::move(builder.axis());
  axis.intervals = kDayS / layout.step_s;
  return axis;
}

}  // namespace peerwatt::profiles
