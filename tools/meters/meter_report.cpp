#include "tools/meters/meter_report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace peerwatt::meters {
namespace {

constexpr std::int64_t kDayS = 86400;

// The reading of an interval, or the last one before it.
SourcePosition reading_at(const Column& column, const Readings& readings, std::int64_t time_s) {
  const Reading* found = nullptr;
  for (const std::size_t channel : column.channels) {
    const std::vector<Reading>& rows = readings.channels[channel].readings;
    const auto after = std::ranges::upper_bound(rows, time_s, {}, &Reading::time_s);
    if (after == rows.begin()) continue;
    const Reading& reading = *(after - 1);
    const bool is_empty = reading.time_s < time_s || std::isnan(reading.value);
    if (found == nullptr || is_empty) found = &reading;
  }
  return found == nullptr ? SourcePosition{} : readings.position(*found);
}

void count_gaps(const Column& column, const std::vector<double>& values, const Readings& readings,
                const Raster& raster, ColumnReport& report) {
  const auto known = [](double value) { return !std::isnan(value); };
  const auto first = std::ranges::find_if(values, known);
  const auto last = std::find_if(values.rbegin(), values.rend(), known).base();
  report.empty_before = first - values.begin();
  if (first == values.end()) return;
  report.empty_after = values.end() - last;
  for (auto at = first; at != last;) {
    if (known(*at)) {
      ++report.values;
      ++at;
      continue;
    }
    const auto end = std::find_if(at, last, known);
    const std::int64_t cells = end - at;
    if (report.gaps++ == 0) {
      report.first_gap_s = raster.begin_s + (at - values.begin()) * raster.step_s;
      report.first_gap = reading_at(column, readings, report.first_gap_s);
    }
    report.gap_cells += cells;
    report.longest_gap = std::max(report.longest_gap, cells);
    at = end;
  }
}

void count_negatives(const Column& column, const std::vector<double>& values,
                     const Readings& readings, const Raster& raster, ColumnReport& report) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] < 0) || report.negatives++ > 0) continue;
    report.first_negative =
        reading_at(column, readings, raster.begin_s + static_cast<std::int64_t>(i) * raster.step_s);
  }
}

// Days of which most of the hours are known, and all of those are 0.
std::int64_t zero_days(const std::vector<double>& values, const Raster& raster,
                       const profiles::WallClock& clock) {
  const std::int64_t enough = 20 * 3600 / raster.step_s;
  profiles::OffsetPeriod period;
  std::int64_t day = 0, zeros = 0, days = 0;
  bool all_zero = true;
  const auto close_day = [&] {
    if (all_zero && zeros >= std::max<std::int64_t>(enough, 1)) ++days;
    zeros = 0;
    all_zero = true;
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    const SimTime time =
        SimTime::from_seconds(raster.begin_s + static_cast<std::int64_t>(i) * raster.step_s);
    if (!(period.begin <= time && time < period.end)) period = clock.period(time);
    const std::int64_t today = (time.seconds() + period.offset_s) / kDayS;
    if (today != day) close_day();
    day = today;
    if (values[i] == 0) ++zeros;
    if (!std::isnan(values[i]) && values[i] != 0) all_zero = false;
  }
  close_day();
  return days;
}

double kwh_per_day(const std::vector<double>& values, std::int64_t known, const Raster& raster,
                   Unit unit) {
  if (known == 0) return 0;
  const double sum = std::accumulate(values.begin(), values.end(), 0.0, [](double all, double one) {
    return std::isnan(one) ? all : all + one;
  });
  const double mean = sum / static_cast<double>(known);
  return is_power(unit) ? 24 * mean
                        : mean * static_cast<double>(kDayS) / static_cast<double>(raster.step_s);
}

}  // namespace

std::int64_t MeterReport::empty_cells() const {
  return std::accumulate(columns.begin(), columns.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& one) { return sum + one.empty_cells(); });
}

std::int64_t MeterReport::negatives() const {
  return std::accumulate(columns.begin(), columns.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& one) { return sum + one.negatives; });
}

ColumnReport report_on(const Column& column, const std::vector<double>& values,
                       const Readings& readings, const Raster& raster,
                       const Conventions& conventions, const profiles::WallClock& clock) {
  ColumnReport report;
  report.name = column.name;
  report.home = column.home;
  report.flow = column.flow;
  count_gaps(column, values, readings, raster, report);
  count_negatives(column, values, readings, raster, report);
  report.zero_days = zero_days(values, raster, clock);
  report.kwh_per_day = kwh_per_day(values, report.values, raster, conventions.unit.value);
  for (const std::size_t channel : column.channels) {
    report.estimated += readings.channels[channel].estimated;
  }
  return report;
}

ClockChanges::ClockChanges(const Raster& raster, const profiles::WallClock& clock)
    : raster_{raster} {
  const SimTime end = SimTime::from_seconds(raster.end_s());
  profiles::OffsetPeriod period = clock.period(SimTime::from_seconds(raster.begin_s));
  while (period.end < end) {
    const profiles::OffsetPeriod next = clock.period(period.end);
    if (next.offset_s != period.offset_s) {
      changes_.push_back({period.end.seconds(), next.offset_s - period.offset_s, 0, 0, 0});
    }
    period = next;
  }
}

bool ClockChanges::any_value(const std::vector<double>& values, std::int64_t begin_s,
                             std::int64_t end_s) const {
  for (std::int64_t time_s = begin_s; time_s < end_s; time_s += raster_.step_s) {
    const std::int64_t i = (time_s - raster_.begin_s) / raster_.step_s;
    if (time_s >= raster_.begin_s && i < raster_.intervals &&
        !std::isnan(values[static_cast<std::size_t>(i)])) {
      return true;
    }
  }
  return false;
}

void ClockChanges::look_at(const std::vector<double>& values) {
  for (ClockChange& change : changes_) {
    if (change.shift_s > 0) continue;
    const bool first = any_value(values, change.time_s + change.shift_s, change.time_s);
    const bool second = any_value(values, change.time_s, change.time_s - change.shift_s);
    if (first && second) ++change.given_twice;
    if (first && !second) ++change.given_once;
  }
}

void ClockChanges::count_dropped(const ChannelCounts& counts) {
  for (ClockChange& change : changes_) {
    if (const auto found = counts.skipped.find(change.time_s); found != counts.skipped.end()) {
      change.dropped += found->second;
    }
  }
}

}  // namespace peerwatt::meters
