#include "engine/profiles/raster.hpp"

#include <cmath>

namespace peerwatt::profiles {
namespace {

std::int64_t rounded_down(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

Raster Raster::on_the_wall(const WallClock& clock, std::int64_t civil_begin_s, Duration step) {
  Raster raster{clock.read(civil_begin_s).first, step};
  raster.clock_ = clock;
  raster.civil_begin_s_ = civil_begin_s;
  return raster;
}

SimTime Raster::begin_of(std::int64_t interval) const {
  if (even()) return begin_ + interval * step_;
  return clock_->read(civil_begin_s_ + interval * civil_step_s()).first;
}

std::int64_t Raster::interval_at(SimTime time) const {
  if (even()) return rounded_down((time - begin_).microseconds(), step_.microseconds());
  std::int64_t interval =
      rounded_down(clock_->civil_seconds(time) - civil_begin_s_, civil_step_s());
  while (begin_of(interval + 1) <= time) ++interval;  // inside a repeated hour the clock is behind
  while (begin_of(interval) > time) --interval;
  return interval;
}

std::optional<std::int64_t> Raster::named_by(SimTime time, std::int64_t civil_s,
                                             StampAt stamp) const {
  const std::int64_t ends = stamp == StampAt::kEnd ? 1 : 0;
  if (even()) {
    const Duration since = time - begin_;
    if (since % step_ != Duration{}) return std::nullopt;
    return since / step_ - ends;
  }
  const std::int64_t since_s = civil_s - civil_begin_s_;
  if (since_s % civil_step_s() == 0) return since_s / civil_step_s() - ends;
  const std::int64_t interval = interval_at(time);
  if (begin_of(interval) != time) return std::nullopt;
  return interval - ends;
}

double Raster::stretch(std::int64_t interval) const {
  if (even()) return 1;
  const Duration length = begin_of(interval + 1) - begin_of(interval);
  return length > Duration{} ? step_.seconds() / length.seconds() : 0;
}

}  // namespace peerwatt::profiles
