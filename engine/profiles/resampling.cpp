#include "engine/profiles/resampling.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::profiles {

std::vector<Segment> dated_segments(const Raster& raster, SimTime begin, SimTime end) {
  std::vector<Segment> segments;
  PEERWATT_EXPECTS(begin >= raster.begin_of(0) || begin >= end);
  for (SimTime at = begin; at < end;) {
    const std::int64_t interval = raster.interval_at(at);
    const SimTime next = raster.begin_of(interval + 1);
    segments.push_back({at, std::min(next, end), interval});
    at = next;
  }
  return segments;
}

std::vector<Segment> daily_segments(const WallClock& clock, Duration step, SimTime begin,
                                    SimTime end) {
  const Duration day = Duration::from_seconds(86400);
  std::vector<Segment> segments;
  if (begin < end) segments.reserve(static_cast<std::size_t>((end - begin) / step + 2));
  for (SimTime at = begin; at < end;) {
    const OffsetPeriod period = clock.period(at);
    const Duration offset = Duration::from_seconds(period.offset_s);
    for (const SimTime stop = std::min(end, period.end); at < stop;) {
      const Duration since_midnight = ((at + offset - SimTime{}) % day + day) % day;
      const std::int64_t interval = since_midnight / step;
      const SimTime next = at + ((interval + 1) * step - since_midnight);
      segments.push_back({at, std::min(next, stop), interval});
      at = segments.back().end;
    }
  }
  return segments;
}

std::vector<double> slot_energy(std::span<const Segment> segments,
                                std::span<const double> interval_kwh, std::int64_t first,
                                Duration step, const SlotGrid& grid) {
  std::vector<double> energy(static_cast<std::size_t>(grid.slots), 0.0);
  auto segment = segments.begin();
  SimTime begin = grid.start;
  for (double& slot_kwh : energy) {
    const SimTime end = begin + grid.slot;
    while (segment != segments.end() && segment->begin < end) {
      const Duration overlap = std::min(segment->end, end) - std::max(segment->begin, begin);
      // The quotient of whole microseconds is exactly 1 for a whole interval.
      slot_kwh +=
          interval_kwh[static_cast<std::size_t>(segment->interval - first)] *
          (static_cast<double>(overlap.microseconds()) / static_cast<double>(step.microseconds()));
      if (segment->end > end) break;
      ++segment;
    }
    begin = end;
  }
  return energy;
}

// A value counts by the part of the slot that its interval takes.
std::vector<double> slot_mean(std::span<const Segment> segments,
                              std::span<const double> interval_values, std::int64_t first,
                              const SlotGrid& grid) {
  return slot_energy(segments, interval_values, first, grid.slot, grid);
}

}  // namespace peerwatt::profiles
