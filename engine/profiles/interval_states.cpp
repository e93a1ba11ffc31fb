#include "engine/profiles/interval_states.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::profiles {
namespace {

using Kind = IntervalState::Kind;

std::int64_t end_of(const UsedIntervals& used) {
  return used.first + static_cast<std::int64_t>(used.states.size());
}

IntervalState* find(UsedIntervals& used, std::int64_t interval) {
  if (interval < used.first || interval >= end_of(used)) return nullptr;
  return &used.states[static_cast<std::size_t>(interval - used.first)];
}

// Those within reach count as kNoRow for the time being.
UsedIntervals reached_by(std::span<const Segment> segments) {
  UsedIntervals used;
  if (segments.empty()) return used;
  const auto [low, high] = std::minmax_element(
      segments.begin(), segments.end(),
      [](const Segment& a, const Segment& b) { return a.interval < b.interval; });
  used.first = low->interval;
  used.states.resize(static_cast<std::size_t>(high->interval - low->interval + 1));
  for (const Segment& segment : segments) find(used, segment.interval)->kind = Kind::kNoRow;
  return used;
}

void find_rows(const TimeAxis& axis, UsedIntervals& used) {
  const auto begin = std::lower_bound(axis.interval.begin(), axis.interval.end(), used.first);
  for (auto at = begin; at != axis.interval.end() && *at < end_of(used); ++at) {
    IntervalState* state = find(used, *at);
    if (state->kind == Kind::kUnused) continue;
    *state = {Kind::kRow, static_cast<std::size_t>(at - axis.interval.begin())};
  }
}

bool has_row(const TimeAxis& axis, std::int64_t interval) {
  return std::binary_search(axis.interval.begin(), axis.interval.end(), interval);
}

// The instant that the stamp of an interval names.
SimTime stamp_of(const SourceFile& source, std::int64_t interval) {
  const std::int64_t ends = source.layout.stamp == StampAt::kEnd ? 1 : 0;
  return source.axis.raster.begin_of(interval + ends);
}

bool half_repeated(const SourceFile& source, std::int64_t interval) {
  if (source.layout.time_format != TimeFormat::kLocal || !source.axis.raster.even()) return false;
  const SimTime stamp = stamp_of(source, interval);
  const ClockReading reading = source.clock.read(source.clock.civil_seconds(stamp));
  if (reading.kind != ClockReading::Kind::kRepeated) return false;
  const SimTime other = stamp == reading.first ? reading.second : reading.first;
  const Duration step = Duration::from_seconds(source.layout.step_s);
  return (other - stamp) % step == Duration{} &&
         has_row(source.axis, interval + (other - stamp) / step);
}

std::string stamp_text(const SourceFile& source, std::int64_t interval) {
  const SimTime stamp = stamp_of(source, interval);
  if (!undated(source.layout.time_format)) return civil_text(source.clock, stamp);
  const std::int64_t minute = stamp.seconds() / 60;
  return source.layout.time_format == TimeFormat::kMinuteOfDay
             ? fmt::format("minute {}", minute)
             : fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

// A row that is not there is searched for before the next one.
SourcePosition position_before(const SourceFile& source, std::int64_t interval) {
  const TimeAxis& axis = source.axis;
  const auto next = std::lower_bound(axis.interval.begin(), axis.interval.end(), interval);
  if (next == axis.interval.end()) return {source.file.table.file(), 0, 0};
  return source.file.table.position(
      axis.row[static_cast<std::size_t>(next - axis.interval.begin())], source.file.time_column);
}

void refuse_missing(const SourceFile& source, std::int64_t interval, Kind kind,
                    Complaints& complaints) {
  if (kind == Kind::kNoRow && source.layout.gaps == Repair::kError &&
      complaints.wants(Complaint::kGap)) {
    const SourcePosition position = position_before(source, interval);
    complaints.add(
        Complaint::kGap, position,
        fmt::format("no row for {}{}; repair it with gaps: zero or interpolate",
                    stamp_text(source, interval), position.line > 0 ? " before this one" : ""));
  }
  if (kind == Kind::kHalfRepeated && source.layout.daylight_saving == Repair::kError &&
      complaints.wants(Complaint::kDaylightSaving)) {
    complaints.add(Complaint::kDaylightSaving, position_before(source, interval),
                   fmt::format("{} comes twice in {} but has one row only; repair it with "
                               "daylight_saving: zero or interpolate",
                               stamp_text(source, interval), source.clock.zone()));
  }
}

void refuse_row(const SourceFile& source, Complaint kind, std::size_t row, std::string_view problem,
                Complaints& complaints) {
  if (!complaints.wants(kind)) return;
  complaints.add(kind, source.file.table.position(row, source.file.time_column),
                 fmt::format("{}: {} (got '{}')", source.layout.time_column, problem,
                             source.file.table.cell(row, source.file.time_column)));
}

void drop_duplicates(const SourceFile& source, UsedIntervals& used, Complaints& complaints) {
  for (const auto& [row, interval] : source.axis.duplicates) {
    IntervalState* state = find(used, interval);
    if (state == nullptr || state->kind == Kind::kUnused) continue;
    state->kind = Kind::kDoubledRow;
    ++used.rows.duplicates;
    if (source.layout.duplicates != Repair::kError) continue;
    refuse_row(source, Complaint::kDuplicate, row,
               "is there already; repair it with duplicates: zero or interpolate", complaints);
  }
}

void drop_skipped(const SourceFile& source, UsedIntervals& used, Complaints& complaints) {
  for (const auto& [row, interval] : source.axis.skipped) {
    if (find(used, interval) == nullptr) continue;
    ++used.rows.daylight_saving;
    if (source.layout.daylight_saving != Repair::kError) continue;
    refuse_row(source, Complaint::kDaylightSaving, row,
               fmt::format("does not exist in {}, whose clocks skip it; drop it with "
                           "daylight_saving: zero or interpolate",
                           source.clock.zone()),
               complaints);
  }
}

}  // namespace

UsedIntervals used_intervals(const SourceFile& source, std::span<const Segment> segments,
                             Complaints& complaints) {
  UsedIntervals used = reached_by(segments);
  find_rows(source.axis, used);
  for (std::int64_t interval = used.first; interval < end_of(used); ++interval) {
    IntervalState& state = *find(used, interval);
    if (state.kind != Kind::kNoRow) continue;
    if (half_repeated(source, interval)) state.kind = Kind::kHalfRepeated;
    refuse_missing(source, interval, state.kind, complaints);
  }
  drop_duplicates(source, used, complaints);
  drop_skipped(source, used, complaints);
  return used;
}

}  // namespace peerwatt::profiles
