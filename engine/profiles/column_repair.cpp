#include "engine/profiles/column_repair.hpp"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/csv/decimal_mark.hpp"
#include "engine/profiles/good_values.hpp"

namespace peerwatt::profiles {
namespace {

struct Reading {
  enum class Kind : std::uint8_t { kGood, kEmpty, kNegative, kOutOfRange, kWrong };
  Kind kind = Kind::kEmpty;
  double value = 0;  // kWh, or a price
};

class ColumnReader {
 public:
  ColumnReader(const SourceFile& source, std::size_t column, Complaints& complaints)
      : source_{source}, column_{column}, complaints_{complaints} {
    const bool power = source.layout.unit == CellUnit::kKilowatt;
    factor_ =
        source.layout.scale * (power ? static_cast<double>(source.layout.step_s) / 3600.0 : 1.0);
    read_all();
  }

  double value_of(std::int64_t interval, const IntervalState& state, Anomalies& counts) {
    const Repair gaps = source_.layout.gaps;
    switch (state.kind) {
      case IntervalState::Kind::kUnused:
        return 0;
      case IntervalState::Kind::kNoRow:
        ++counts.gaps;
        return repaired(gaps, interval);
      case IntervalState::Kind::kHalfRepeated:
        ++counts.daylight_saving;
        return repaired(source_.layout.daylight_saving, interval);
      case IntervalState::Kind::kRow:
        return value_of_row(interval, state.kept, counts);
      case IntervalState::Kind::kDoubledRow:
        // The first row stands, unless doubtful means nothing here.
        return (source_.layout.duplicates == Repair::kZero ? 0.0 : 1.0) *
               value_of_row(interval, state.kept, counts);
    }
    return 0;
  }

 private:
  void read_all() {
    const TimeAxis& axis = source_.axis;
    readings_.reserve(axis.row.size());
    auto doubled = axis.duplicates.begin();  // both rise
    for (std::size_t i = 0; i < axis.row.size(); ++i) {
      while (doubled != axis.duplicates.end() && doubled->interval < axis.interval[i]) ++doubled;
      readings_.push_back(
          read(source_.file.table.cell(axis.row[i], column_), length_factor(axis.interval[i])));
      if (readings_.back().kind != Reading::Kind::kGood) continue;
      // Nothing says which of several rows is right: none of them mends others.
      if (doubled != axis.duplicates.end() && doubled->interval == axis.interval[i]) continue;
      good_.add(axis.interval[i], readings_.back().value);
    }
    if (undated(source_.layout.time_format)) good_.repeat_every(axis.intervals);
  }
  // Energy counts per step, whatever the length of its interval.
  double length_factor(std::int64_t interval) const {
    if (source_.layout.unit != CellUnit::kKilowattHour) return factor_;
    return factor_ * source_.axis.raster.stretch(interval);
  }
  Reading read(std::string_view text, double factor) const {
    if (csv::is_missing(text)) return {Reading::Kind::kEmpty, 0};
    const std::optional<double> number = csv::cell_number(text, source_.file.decimal_mark);
    if (!number || !std::isfinite(*number * factor)) return {Reading::Kind::kWrong, 0};
    const double value = *number * factor;
    if (value < 0) return {Reading::Kind::kNegative, value};
    const bool accepted = source_.range.contains(*number * source_.layout.scale);
    return {accepted ? Reading::Kind::kGood : Reading::Kind::kOutOfRange, value};
  }
  double value_of_row(std::int64_t interval, std::size_t kept, Anomalies& counts) {
    const Reading& reading = readings_[kept];
    switch (reading.kind) {
      case Reading::Kind::kGood:
        return reading.value;
      case Reading::Kind::kEmpty:
        ++counts.gaps;
        refuse(source_.layout.gaps, Complaint::kGap, kept,
               "is missing; repair it with gaps: zero or interpolate");
        return repaired(source_.layout.gaps, interval);
      case Reading::Kind::kNegative:
        ++counts.negatives;
        refuse(source_.layout.negatives, Complaint::kNegative, kept,
               "is negative; repair it with negatives: zero or interpolate, or turn it with scale");
        return repaired(source_.layout.negatives, interval);
      case Reading::Kind::kOutOfRange:
        refuse(Repair::kError, Complaint::kRange, kept,
               fmt::format("must be above {} and at most {}", source_.range.above,
                           source_.range.most));
        return 0;
      case Reading::Kind::kWrong:
        refuse(Repair::kError, Complaint::kNumber, kept,
               "must be " +
                   csv::number_demand(source_.file.table.cell(source_.axis.row[kept], column_),
                                      source_.file.decimal_mark));
        return 0;
    }
    return 0;
  }
  double repaired(Repair rule, std::int64_t interval) {
    if (rule != Repair::kInterpolate) return 0;
    if (!good_.empty()) return good_.energy_at(interval);
    if (!nothing_good_) {
      complaints_.add(Complaint::kNoGoodValue, source_.file.table.header_position(column_),
                      fmt::format("{}: has no good value to interpolate from", name()));
    }
    nothing_good_ = true;
    return 0;
  }
  void refuse(Repair rule, Complaint kind, std::size_t kept, std::string_view problem) {
    if (rule != Repair::kError || !complaints_.wants(kind)) return;
    const std::size_t row = source_.axis.row[kept];
    complaints_.add(
        kind, source_.file.table.position(row, column_),
        fmt::format("{}: {} (got '{}')", name(), problem, source_.file.table.cell(row, column_)));
  }
  const std::string& name() const { return source_.file.table.header()[column_]; }

  const SourceFile& source_;
  std::size_t column_;
  Complaints& complaints_;
  double factor_ = 1;              // from a cell to the energy of a step [kWh], or its price
  std::vector<Reading> readings_;  // of each kept row
  GoodValues good_;
  bool nothing_good_ = false;
};

}  // namespace

RepairedColumn repaired_column(const SourceFile& source, const UsedIntervals& used,
                               std::size_t column, Complaints& complaints) {
  ColumnReader reader{source, column, complaints};
  RepairedColumn repaired{{}, used.rows};
  repaired.interval_values.reserve(used.states.size());
  for (std::size_t i = 0; i < used.states.size(); ++i) {
    repaired.interval_values.push_back(reader.value_of(used.first + static_cast<std::int64_t>(i),
                                                       used.states[i], repaired.anomalies));
  }
  return repaired;
}

}  // namespace peerwatt::profiles
