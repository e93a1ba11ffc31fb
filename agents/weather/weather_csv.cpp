#include "agents/weather/weather_csv.hpp"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/csv/separator.hpp"
#include "engine/profiles/stamp_text.hpp"

#include "agents/weather/irradiance_parts.hpp"
#include "agents/weather/weather_values.hpp"

namespace peerwatt::weather {
namespace {

using Place = std::optional<std::size_t>;

class CsvReader {
 public:
  CsvReader(const WeatherCsvLayout& layout, const csv::SeparatedTable& file,
            Diagnostics& diagnostics)
      : layout_{layout}, table_{file.table}, diagnostics_{diagnostics} {
    time_ = csv::required_column(table_, layout.time_column, diagnostics).value_or(0);
    ghi_ = place(layout.ghi_column);
    dni_ = place(layout.dni_column);
    dhi_ = place(layout.dhi_column);
    air_ = place(layout.air_column);
    wind_ = place(layout.wind_column);
    std::vector<std::size_t> numbers;
    for (const Place& column : {ghi_, dni_, dhi_, air_, wind_}) {
      if (column) numbers.push_back(*column);
    }
    mark_ = csv::decimal_mark_of(table_, numbers, layout.decimal_mark, file.separator,
                                 "set decimal_mark: point or comma", diagnostics);
  }

  void read_row(std::size_t row) {
    const std::optional<SimTime> stamp = stamp_of(row);
    if (stamp) follow(row, *stamp);
    const KnownParts parts{value(row, ghi_, Quantity::kIrradiance),
                           value(row, dni_, Quantity::kIrradiance),
                           value(row, dhi_, Quantity::kIrradiance)};
    const auto air_c = value(row, air_, Quantity::kTemperature);
    const auto wind = value(row, wind_, Quantity::kWind);
    if (!stamp || !sufficient(parts) || !diagnostics_.empty()) return;
    values_.push_back({complete_irradiance(parts, start_of(*stamp), step(), layout_.site),
                       air_c.value_or(layout_.air_c), wind.value_or(layout_.wind_m_per_s)});
  }

  Weather weather() && { return Weather::dated(start_of(*first_), step(), std::move(values_)); }

 private:
  Place place(const std::string& name) {
    if (name.empty()) return std::nullopt;
    return csv::required_column(table_, name, diagnostics_);
  }
  Duration step() const { return Duration::from_seconds(layout_.step_s); }
  SimTime start_of(SimTime stamp) const {
    return layout_.stamp == profiles::StampAt::kStart ? stamp : stamp - step();
  }

  std::optional<SimTime> stamp_of(std::size_t row) {
    const std::string_view text = table_.cell(row, time_);
    const profiles::ReadStamp read = profiles::read_stamp(text, layout_.date_order);
    if (!read.stamp) {
      complain(row, time_, read.problem.empty() ? "must be a date and time" : read.problem);
      return std::nullopt;
    }
    const double ahead_s = read.stamp->offset_s ? static_cast<double>(*read.stamp->offset_s)
                                                : 3600 * layout_.ahead_of_utc_h;
    return SimTime::from_seconds(read.stamp->civil_s) - Duration::from_seconds(ahead_s);
  }

  void follow(std::size_t row, SimTime stamp) {
    if (!first_) first_ = stamp;
    if (last_ && stamp - *last_ != step()) {
      complain(row, time_, fmt::format("must be {} s after the row above", layout_.step_s));
    }
    last_ = stamp;
  }

  std::optional<double> value(std::size_t row, const Place& column, Quantity quantity) {
    if (!column) return std::nullopt;
    const std::string_view text = table_.cell(row, *column);
    const std::optional<double> number = csv::cell_number(text, mark_);
    Diagnostics found;
    const auto checked = checked_value(quantity, table_.header()[*column], number, text, {}, found);
    // Finding a place takes as long as its line, so it is done for complaints only.
    if (!found.empty()) {
      diagnostics_.add_if_shown([&] {
        return Diagnostic{table_.position(row, *column), found.list().front().message};
      });
    }
    return checked;
  }

  void complain(std::size_t row, std::size_t column, const std::string& message) {
    diagnostics_.add_if_shown([&] {
      return Diagnostic{table_.position(row, column),
                        fmt::format("{}: {} (got '{}')", table_.header()[column], message,
                                    table_.cell(row, column))};
    });
  }

  const WeatherCsvLayout& layout_;
  const csv::Table& table_;
  Diagnostics& diagnostics_;
  std::size_t time_ = 0;
  Place ghi_, dni_, dhi_, air_, wind_;
  csv::DecimalMark mark_ = csv::DecimalMark::kPoint;
  std::optional<SimTime> first_, last_;
  std::vector<solar::Conditions> values_;
};

std::vector<std::string> named_columns(const WeatherCsvLayout& layout) {
  std::vector<std::string> names{layout.time_column};
  for (const std::string& name : {layout.ghi_column, layout.dni_column, layout.dhi_column,
                                  layout.air_column, layout.wind_column}) {
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

void check_layout(const WeatherCsvLayout& layout, Diagnostics& diagnostics) {
  const bool two = !layout.dni_column.empty() && !layout.dhi_column.empty();
  if (layout.ghi_column.empty() && !two) {
    diagnostics.add({layout.path.string(), 0, 0},
                    "needs a column of the global irradiance, or those of the direct and the "
                    "diffuse one");
  }
  if (layout.step_s <= 0 || layout.step_s > 86400) {
    diagnostics.add({layout.path.string(), 0, 0},
                    fmt::format("step_s: must be from 1 to 86400 (got {})", layout.step_s));
  }
}

}  // namespace

WeatherFile read_weather_csv(const WeatherCsvLayout& layout) {
  Diagnostics diagnostics;
  check_layout(layout, diagnostics);
  diagnostics.throw_if_any();
  const csv::SeparatedTable file = csv::read_separated(layout.path, named_columns(layout));
  CsvReader reader{layout, file, diagnostics};
  if (file.table.rows() == 0) {
    diagnostics.add({layout.path.string(), 1, 0}, "no rows below the header");
  }
  diagnostics.throw_sorted_if_any();
  for (std::size_t row = 0; row < file.table.rows(); ++row) reader.read_row(row);
  diagnostics.throw_sorted_if_any();
  return {std::move(reader).weather(), layout.site, file.source};
}

}  // namespace peerwatt::weather
