#include "engine/profiles/stamp_reader.hpp"

namespace peerwatt::profiles {
namespace {

// No zone moves its clocks by more than a day.
constexpr Duration kCalmMargin = Duration::from_seconds(86400);

std::optional<SimTime> utc_instant(std::string_view text) {
  if (const std::optional<SimTime> zoned = parse_utc(text)) return zoned;
  const std::optional<std::int64_t> civil_s = parse_civil_time(text);
  if (!civil_s) return std::nullopt;
  return SimTime::from_seconds(*civil_s);
}

}  // namespace

std::optional<Stamp> StampReader::read(std::string_view text) {
  if (format_ == TimeFormat::kUtc) {
    const std::optional<SimTime> time = utc_instant(text);
    if (!time) return std::nullopt;
    return Stamp{Stamp::Kind::kInstant, *time};
  }
  const std::optional<std::int64_t> civil_s = parse_civil_time(text);
  if (!civil_s) return std::nullopt;
  return on_the_wall(*civil_s);
}

Stamp StampReader::on_the_wall(std::int64_t civil_s) {
  const SimTime guess = SimTime::from_seconds(civil_s - calm_.offset_s);
  if (calm_.begin + kCalmMargin <= guess && guess < calm_.end - kCalmMargin) return taken(guess);
  const Stamp stamp = at_a_change(civil_s);
  calm_ = clock_.period(stamp.time);
  return stamp;
}

Stamp StampReader::at_a_change(std::int64_t civil_s) {
  const ClockReading reading = clock_.read(civil_s);
  switch (reading.kind) {
    case ClockReading::Kind::kRepeated:
      return taken(reading.first > last_ ? reading.first : reading.second);
    case ClockReading::Kind::kSkipped:
      // An interval that ends at the jump may be stamped by either side of it: 02:00 or 03:00.
      if (stamp_ != StampAt::kEnd || civil_s != reading.skip_begin_s) break;
      ended_at_jump_ = true;
      last_ = reading.first;
      return {Stamp::Kind::kInstant, reading.first};
    case ClockReading::Kind::kUnique:
      // ... if it was 02:00, then 03:00 ends an interval inside the skipped hour.
      if (ended_at_jump_ && reading.first == last_) break;
      return taken(reading.first);
  }
  return {Stamp::Kind::kSkipped, reading.first};
}

Stamp StampReader::taken(SimTime time) {
  ended_at_jump_ = false;
  last_ = time;
  return {Stamp::Kind::kInstant, time};
}

std::optional<SimTime> instant_of(std::string_view text, TimeFormat format,
                                  const WallClock& clock) {
  if (format == TimeFormat::kUtc) return utc_instant(text);
  const std::optional<std::int64_t> civil_s = parse_civil_time(text);
  if (!civil_s) return std::nullopt;
  const ClockReading reading = clock.read(*civil_s);
  if (reading.kind == ClockReading::Kind::kSkipped) return std::nullopt;
  return reading.first;
}

}  // namespace peerwatt::profiles
