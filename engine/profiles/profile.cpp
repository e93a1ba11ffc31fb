#include "engine/profiles/profile.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"
#include "engine/core/diagnostics.hpp"

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/column_repair.hpp"
#include "engine/profiles/complaints.hpp"
#include "engine/profiles/interval_states.hpp"
#include "engine/profiles/meter_file.hpp"
#include "engine/profiles/resampling.hpp"
#include "engine/profiles/stamp_reader.hpp"
#include "engine/profiles/time_axis.hpp"

namespace peerwatt::profiles {
namespace {

// A layout whose parts have been found to fit together and to exist.
struct OpenProfile {
  const ProfileLayout& layout;
  WallClock clock;
  MeterFile file;
  std::optional<SimTime> start_at;  // if the layout has one
};

// The time on the profile's own axis that the grid uses.
struct Window {
  SimTime begin;
  SimTime end;
};

void check_numbers(const ProfileLayout& layout, Diagnostics& diagnostics) {
  const auto complain = [&](const std::string& problem) {
    diagnostics.add({}, fmt::format("profile '{}': {}", layout.name, problem));
  };
  const bool daily = undated(layout.time_format);
  if (layout.step_s <= 0) {
    complain(fmt::format("step_s: must be more than 0 (got {})", layout.step_s));
  } else if (daily && 86400 % layout.step_s != 0) {
    complain(fmt::format("step_s: must divide the day of 86400 s (got {})", layout.step_s));
  }
  if (!layout.clock_column.empty() && layout.time_format != TimeFormat::kLocal &&
      layout.time_format != TimeFormat::kUtc) {
    complain("clock_column: belongs to time_format: local or utc");
  }
  if (!std::isfinite(layout.scale)) {
    complain(fmt::format("scale: must be finite (got {})", layout.scale));
  }
}

std::optional<WallClock> open_clock(const ProfileLayout& layout, Diagnostics& diagnostics) {
  if (in_utc(layout.time_format)) return WallClock{"UTC"};
  try {
    return WallClock{layout.time_zone};
  } catch (const InputError& error) {
    diagnostics.add({}, fmt::format("profile '{}': time_zone: {}", layout.name, error.what()));
    return std::nullopt;
  }
}

std::optional<SimTime> read_start(const ProfileLayout& layout, const WallClock& clock,
                                  Diagnostics& diagnostics) {
  if (layout.start_at.empty()) return std::nullopt;
  const std::optional<SimTime> start = instant_of(layout.start_at, layout, clock);
  if (!start) {
    diagnostics.add({}, fmt::format("profile '{}': start_at: must be a civil time that exists in "
                                    "{}, such as 2011-10-02T00:00 (got '{}')",
                                    layout.name, clock.zone(), layout.start_at));
  }
  return start;
}

OpenProfile open_profile(const ProfileLayout& layout, std::span<const std::string> columns) {
  Diagnostics diagnostics;
  check_numbers(layout, diagnostics);
  const std::optional<WallClock> clock = open_clock(layout, diagnostics);
  std::optional<SimTime> start_at;
  if (clock) start_at = read_start(layout, *clock, diagnostics);
  std::optional<MeterFile> file = open_meter_file(layout, columns, diagnostics);
  diagnostics.throw_if_any();
  return {layout, *clock, *std::move(file), start_at};
}

std::string hours_text(Duration time) {
  return fmt::format("{:g} h", time.hours());
}

// Says how much is missing, and returns the part that is there.
Window covered_part(const OpenProfile& profile, const TimeAxis& axis, Window window,
                    Diagnostics& diagnostics) {
  const SimTime begin = axis.raster.begin_of(0);
  const SimTime end = axis.raster.begin_of(axis.intervals);
  if (window.begin >= window.end || (begin <= window.begin && window.end <= end)) {
    return window;
  }
  std::string missing;
  if (window.begin < begin) {
    missing = hours_text(std::min(begin, window.end) - window.begin) + " at its start";
  }
  if (end < window.end) {
    missing += (missing.empty() ? "" : " and ") +
               hours_text(window.end - std::max(end, window.begin)) + " at its end";
  }
  diagnostics.add(
      {profile.file.table.file(), 0, 0},
      fmt::format("covers {} to {} ({}), but {} to {} is asked for: lacks {}; choose another "
                  "start_at or a shorter run",
                  civil_text(profile.clock, begin), civil_text(profile.clock, end),
                  profile.clock.zone(), civil_text(profile.clock, window.begin),
                  civil_text(profile.clock, window.end), missing));
  return {std::max(window.begin, begin), std::min(window.end, end)};
}

std::vector<Segment> segments_of(const OpenProfile& profile, const TimeAxis& axis, Window window,
                                 Diagnostics& diagnostics) {
  const Duration step = Duration::from_seconds(profile.layout.step_s);
  if (undated(profile.layout.time_format)) {
    return daily_segments(profile.clock, step, window.begin, window.end);
  }
  const Window covered = covered_part(profile, axis, window, diagnostics);
  return dated_segments(axis.raster, covered.begin, covered.end);
}

TimeAxis axis_of(const OpenProfile& profile, Complaints& complaints, Diagnostics& diagnostics) {
  const ProfileLayout& layout = profile.layout;
  TimeAxis axis = undated(layout.time_format)
                      ? daily_axis(layout, profile.file, complaints)
                      : dated_axis(layout, profile.clock, profile.file, complaints);
  if (axis.row.empty()) {
    complaints.report_to(diagnostics);
    diagnostics.add({profile.file.table.file(), 0, 0}, "has no row with a usable time");
    diagnostics.throw_if_any();
  }
  return axis;
}

std::vector<double> slot_values(const ProfileLayout& layout, std::span<const Segment> segments,
                                std::span<const double> interval_values, std::int64_t first,
                                const SlotGrid& grid) {
  if (layout.unit == CellUnit::kPrice) return slot_mean(segments, interval_values, first, grid);
  return slot_energy(segments, interval_values, first, Duration::from_seconds(layout.step_s), grid);
}

}  // namespace

Profile load_profile(const ProfileLayout& layout, std::span<const std::string> columns,
                     const SlotGrid& grid, const ValueRange& range) {
  PEERWATT_EXPECTS(grid.slots >= 0 && grid.slot > Duration{});
  const OpenProfile profile = open_profile(layout, columns);
  Diagnostics diagnostics;
  Complaints complaints;
  const TimeAxis axis = axis_of(profile, complaints, diagnostics);
  const SlotGrid own{profile.start_at.value_or(grid.start), grid.slot, grid.slots};
  const Window window{own.start, own.start + own.slots * own.slot};
  const std::vector<Segment> segments = segments_of(profile, axis, window, diagnostics);
  const SourceFile source{layout, profile.clock, profile.file, axis, range};
  const UsedIntervals used = used_intervals(source, segments, complaints);
  Profile loaded{layout.name, profile.file.sha256, {columns.begin(), columns.end()}, {}, {}};
  for (const std::size_t column : profile.file.columns) {
    const RepairedColumn repaired = repaired_column(source, used, column, complaints);
    loaded.series.push_back(
        slot_values(layout, segments, repaired.interval_values, used.first, own));
    loaded.anomalies.push_back(repaired.anomalies);
  }
  complaints.report_to(diagnostics);
  diagnostics.throw_if_any();
  return loaded;
}

}  // namespace peerwatt::profiles
