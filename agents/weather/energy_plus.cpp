#include "agents/weather/energy_plus.hpp"

#include <utility>

#include <fmt/format.h>

#include "agents/weather/text_lines.hpp"
#include "agents/weather/typical_year.hpp"
#include "agents/weather/weather_values.hpp"

namespace peerwatt::weather {
namespace {

constexpr std::size_t kHeaderLines = 8;
constexpr WeatherColumns kColumns{.ghi = 13, .dni = 14, .dhi = 15, .air = 6, .wind = 21};

struct Location {
  std::optional<solar::Site> site;
  double ahead_of_utc_h = 0;
};

// LOCATION, city, region, country, source, number, latitude, longitude, hours ahead of UTC,
// altitude.
Location location_of(const std::vector<LineCell>& line, Diagnostics& diagnostics) {
  const auto latitude = number_in(line, 6, "latitude", diagnostics);
  const auto longitude = number_in(line, 7, "longitude", diagnostics);
  const auto ahead = number_in(line, 8, "time zone", diagnostics);
  const auto altitude = number_in(line, 9, "altitude", diagnostics);
  if (ahead && (*ahead < -12 || *ahead > 14)) {
    diagnostics.add(line[8].position,
                    fmt::format("time zone: must be from -12 to 14 h (got {})", *ahead));
  }
  return {checked_site(latitude, longitude, altitude, line.front().position, diagnostics),
          ahead.value_or(0)};
}

// DATA PERIODS, number of periods, rows per hour, ...
std::size_t rows_per_hour(const std::vector<LineCell>& line, Diagnostics& diagnostics) {
  const auto rows = number_in(line, 2, "rows per hour", diagnostics);
  if (!rows) return 1;
  for (const std::size_t possible : {1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60}) {
    if (*rows == static_cast<double>(possible)) return possible;
  }
  diagnostics.add(line[2].position,
                  fmt::format("rows per hour: must divide 60 (got '{}')", line[2].text));
  return 1;
}

// Hours are counted from 1, by their ends.
CivilHour hour_of(const std::vector<LineCell>& row, Diagnostics& diagnostics) {
  const auto part = [&](std::size_t column, std::string_view name) {
    return static_cast<int>(number_in(row, column, name, diagnostics).value_or(0));
  };
  return {part(1, "month"), part(2, "day"), part(3, "hour") - 1};
}

}  // namespace

WeatherFile read_epw(const std::filesystem::path& path) {
  const TextLines lines = TextLines::read(path);
  if (!lines.line(0).starts_with("LOCATION") || lines.size() <= kHeaderLines) {
    throw InputError{Diagnostic{lines.position(0),
                                "is no EPW file: the first of 8 lines of header must be LOCATION"}};
  }
  Diagnostics diagnostics;
  const Location location = location_of(lines.cells(0), diagnostics);
  const std::size_t per_hour = rows_per_hour(lines.cells(kHeaderLines - 1), diagnostics);
  std::size_t end = lines.size();
  while (end > kHeaderLines && lines.line(end - 1).empty()) --end;
  TypicalYear year{end - kHeaderLines, per_hour};
  year.check_length(lines.position(end - 1), diagnostics);
  for (std::size_t line = kHeaderLines; line < end; ++line) {
    const std::vector<LineCell> row = lines.cells(line);
    year.check_hour(line - kHeaderLines, hour_of(row, diagnostics), lines.position(line),
                    diagnostics);
    if (const auto value = conditions_of(row, kColumns, diagnostics)) year.add(*value);
  }
  diagnostics.throw_sorted_if_any();
  return {std::move(year).weather(Duration::from_seconds(3600 * location.ahead_of_utc_h)),
          location.site, lines.source()};
}

}  // namespace peerwatt::weather
