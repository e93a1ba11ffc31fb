#include "agents/weather/tmy3.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"

#include "agents/weather/text_lines.hpp"
#include "agents/weather/typical_year.hpp"
#include "agents/weather/weather_values.hpp"

namespace peerwatt::weather {
namespace {

constexpr std::size_t kHeaderLine = 1;

WeatherColumns columns_of(const std::vector<LineCell>& header, Diagnostics& diagnostics) {
  const auto place = [&](std::string_view name) {
    return column_named(header, name, diagnostics).value_or(0);
  };
  return {.ghi = place("GHI (W/m^2)"),
          .dni = place("DNI (W/m^2)"),
          .dhi = place("DHI (W/m^2)"),
          .air = place("Dry-bulb (C)"),
          .wind = place("Wspd (m/s)")};
}

int digits(std::string_view text, std::size_t from) {
  const auto number = csv::parse_integer(text.substr(from, 2));
  return number ? static_cast<int>(*number) : -1;
}

// A date such as 01/31/1988 and the end of an hour, 01:00 to 24:00.
std::optional<CivilHour> hour_of(const std::vector<LineCell>& row, Diagnostics& diagnostics) {
  const std::string_view date = row[0].text;
  const std::string_view time = row.size() > 1 ? row[1].text : std::string_view{};
  if (date.size() == 10 && time.size() == 5 && date[2] == '/' && date[5] == '/' &&
      time.substr(2) == ":00") {
    return CivilHour{digits(date, 0), digits(date, 3), digits(time, 0) - 1};
  }
  diagnostics.add_if_shown([&] {
    return Diagnostic{row[0].position,
                      fmt::format("must begin with a date and the end of an hour such as "
                                  "01/31/1988,24:00 (got '{},{}')",
                                  date, time)};
  });
  return std::nullopt;
}

}  // namespace

WeatherFile read_tmy3(const std::filesystem::path& path) {
  const TextLines lines = TextLines::read(path);
  if (lines.size() <= kHeaderLine + 1 ||
      !lines.line(kHeaderLine).starts_with("Date (MM/DD/YYYY)")) {
    throw InputError{Diagnostic{
        lines.position(0), "is no TMY3 file: the second line must begin with Date (MM/DD/YYYY)"}};
  }
  Diagnostics diagnostics;
  const std::vector<LineCell> station = lines.cells(0);
  const auto ahead = number_in(station, 3, "time zone", diagnostics);
  const auto latitude = number_in(station, 4, "latitude", diagnostics);
  const auto longitude = number_in(station, 5, "longitude", diagnostics);
  const auto altitude = number_in(station, 6, "altitude", diagnostics);
  const auto site = checked_site(latitude, longitude, altitude, lines.position(0), diagnostics);
  const WeatherColumns columns = columns_of(lines.cells(kHeaderLine), diagnostics);
  diagnostics.throw_sorted_if_any();
  std::size_t end = lines.size();
  while (lines.line(end - 1).empty()) --end;
  TypicalYear year{end - kHeaderLine - 1, 1};
  year.check_length(lines.position(end - 1), diagnostics);
  for (std::size_t line = kHeaderLine + 1; line < end; ++line) {
    const std::vector<LineCell> row = lines.cells(line);
    if (const auto hour = hour_of(row, diagnostics)) {
      year.check_hour(line - kHeaderLine - 1, *hour, lines.position(line), diagnostics);
    }
    if (const auto value = conditions_of(row, columns, diagnostics)) year.add(*value);
  }
  diagnostics.throw_sorted_if_any();
  return {std::move(year).weather(Duration::from_seconds(3600 * *ahead)), site, lines.source()};
}

}  // namespace peerwatt::weather
