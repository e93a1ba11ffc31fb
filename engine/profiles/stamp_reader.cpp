#include "engine/profiles/stamp_reader.hpp"

#include <algorithm>
#include <limits>

#include "engine/profiles/repeated_hour.hpp"

namespace peerwatt::profiles {
namespace {

// No zone moves its clocks by more than a day.
constexpr Duration kCalmMargin = Duration::from_seconds(86400);

class LocalReader {
 public:
  LocalReader(std::span<const WrittenStamp> written, StampAt stamp, std::int64_t step_s,
              const WallClock& clock)
      : written_{written}, stamp_{stamp}, step_s_{step_s}, clock_{clock} {}

  std::vector<Stamp> read() {
    stamps_.reserve(written_.size());
    while (stamps_.size() < written_.size()) {
      const StampText& text = written_[stamps_.size()].text;
      if (text.offset_s) {
        take_with_offset(text);
      } else {
        take_from_the_wall(text.civil_s);
      }
    }
    return std::move(stamps_);
  }

 private:
  void take(Stamp::Kind kind, SimTime time) {
    const WrittenStamp& next = written_[stamps_.size()];
    stamps_.push_back({kind, time, next.row, next.text});
  }
  void take_instant(SimTime time) {
    ended_at_jump_ = false;
    last_ = time;
    take(Stamp::Kind::kInstant, time);
  }

  void take_with_offset(const StampText& text) {
    const SimTime time = SimTime::from_seconds(text.civil_s - *text.offset_s);
    if (!(calm_.begin <= time && time < calm_.end)) calm_ = clock_.period(time);
    if (calm_.offset_s != *text.offset_s) return take(Stamp::Kind::kForeign, time);
    take_instant(time);
  }

  void take_from_the_wall(std::int64_t civil_s) {
    const SimTime guess = SimTime::from_seconds(civil_s - calm_.offset_s);
    if (calm_.begin + kCalmMargin <= guess && guess < calm_.end - kCalmMargin) {
      return take_instant(guess);
    }
    const ClockReading reading = clock_.read(civil_s);
    if (reading.kind == ClockReading::Kind::kRepeated) {
      take_repeated(civil_s, reading);
    } else {
      take_single(civil_s, reading);
    }
    calm_ = clock_.period(stamps_.back().time);
  }

  void take_single(std::int64_t civil_s, const ClockReading& reading) {
    if (reading.kind == ClockReading::Kind::kSkipped) {
      // An interval that ends at the jump may be stamped by either side of it: 02:00 or 03:00.
      if (stamp_ != StampAt::kEnd || civil_s != reading.stretch_begin_s) {
        return take(Stamp::Kind::kSkipped, reading.first);
      }
      take_instant(reading.first);
      ended_at_jump_ = true;
      return;
    }
    // ... if it was 02:00, then 03:00 ends an interval inside the skipped hour.
    if (ended_at_jump_ && reading.first == last_) {
      return take(Stamp::Kind::kSkipped, reading.first);
    }
    take_instant(reading.first);
  }

  // Takes all the rows in a row that lie in the repeated hour.
  void take_repeated(std::int64_t civil_s, const ClockReading& reading) {
    std::vector<std::int64_t> civil;
    for (std::size_t i = stamps_.size(); i < written_.size(); ++i) {
      const StampText& text = written_[i].text;
      const bool inside = reading.stretch_begin_s <= text.civil_s &&
                          (text.civil_s < reading.stretch_end_s ||
                           (stamp_ == StampAt::kEnd && text.civil_s == reading.stretch_end_s));
      if (!inside || text.offset_s) break;
      civil.push_back(text.civil_s);
    }
    const std::size_t begin = stamps_.size();
    const RepeatedHour hour{reading.stretch_begin_s, reading.stretch_end_s, step_s_, stamp_};
    for (const PassOfRow& row : passes_through(hour, civil)) {
      if (row.pass == Pass::kUnclear) {
        take(Stamp::Kind::kUnclear, reading.first);
        continue;
      }
      const SimTime same_clock = row.pass == Pass::kFirst ? reading.first : reading.second;
      take_instant(same_clock + Duration::from_seconds(row.civil_s - civil_s));
    }
    // Interleaved passes are put into the order of time.
    if (!std::is_sorted(civil.begin(), civil.end())) return;
    std::stable_sort(stamps_.begin() + static_cast<std::ptrdiff_t>(begin), stamps_.end(),
                     [](const Stamp& a, const Stamp& b) { return a.time < b.time; });
  }

  std::span<const WrittenStamp> written_;
  StampAt stamp_;
  std::int64_t step_s_;
  const WallClock& clock_;
  std::vector<Stamp> stamps_;
  OffsetPeriod calm_;  // the period of the last stamp
  SimTime last_ = SimTime::from_microseconds(std::numeric_limits<std::int64_t>::min());
  bool ended_at_jump_ = false;  // the last stamp was the first skipped second, as an end
};

}  // namespace

std::vector<Stamp> utc_stamps(std::span<const WrittenStamp> written) {
  std::vector<Stamp> stamps;
  stamps.reserve(written.size());
  for (const auto& [row, text] : written) {
    stamps.push_back({Stamp::Kind::kInstant,
                      SimTime::from_seconds(text.civil_s - text.offset_s.value_or(0)), row, text});
  }
  return stamps;
}

std::vector<Stamp> local_stamps(std::span<const WrittenStamp> written, StampAt stamp,
                                std::int64_t step_s, const WallClock& clock) {
  return LocalReader{written, stamp, step_s, clock}.read();
}

std::optional<SimTime> instant_of(std::string_view text, const ProfileLayout& layout,
                                  const WallClock& clock) {
  const std::optional<StampText> stamp = read_stamp(text, layout.date_order).stamp;
  if (!stamp) return std::nullopt;
  if (in_utc(layout.time_format)) {
    return SimTime::from_seconds(stamp->civil_s - stamp->offset_s.value_or(0));
  }
  const std::vector<WrittenStamp> written{{0, *stamp}};
  const Stamp read = local_stamps(written, StampAt::kStart, layout.step_s, clock).front();
  if (read.kind != Stamp::Kind::kInstant) return std::nullopt;
  return read.time;
}

}  // namespace peerwatt::profiles
