#include "agents/weather/pvgis.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"

#include "agents/weather/irradiance_parts.hpp"
#include "agents/weather/text_lines.hpp"
#include "agents/weather/typical_year.hpp"
#include "agents/weather/weather_values.hpp"

namespace peerwatt::weather {
namespace {

constexpr Duration kHour = Duration::from_seconds(3600);
constexpr Duration kHalfHour = Duration::from_seconds(1800);

// The number behind `name:` in the lines above the table; units may follow it.
std::optional<double> stated(const TextLines& lines, std::string_view name, std::size_t header) {
  const auto line = lines.find(name);
  if (!line || *line >= header) return std::nullopt;
  std::string_view text = lines.line(*line);
  text = csv::trimmed(text.substr(std::min(text.find(':') + 1, text.size())));
  return csv::parse_number(text.substr(0, text.find_first_of(" \t")));
}

std::optional<solar::Site> site_of(const TextLines& lines, std::size_t header,
                                   Diagnostics& diagnostics) {
  const auto needed = [&](std::string_view name) {
    const std::optional<double> number = stated(lines, name, header);
    if (!number) {
      diagnostics.add(lines.position(0), fmt::format("no number after '{}:'", name));
    }
    return number;
  };
  const auto latitude = needed("Latitude (decimal degrees)");
  const auto longitude = needed("Longitude (decimal degrees)");
  const auto altitude = needed("Elevation (m)");
  return checked_site(latitude, longitude, altitude, lines.position(0), diagnostics);
}

// The rows of the table end at the first empty line.
std::size_t end_of_table(const TextLines& lines, std::size_t header) {
  std::size_t end = header + 1;
  while (end < lines.size() && !csv::trimmed(lines.line(end)).empty()) ++end;
  return end;
}

// A stamp such as 20110131:0010, in UTC.
std::optional<SimTime> stamp_in(const LineCell& cell, Diagnostics& diagnostics) {
  const std::string_view text = cell.text;
  if (text.size() == 13 && text[8] == ':') {
    const std::string iso = fmt::format("{}-{}-{}T{}:{}Z", text.substr(0, 4), text.substr(4, 2),
                                        text.substr(6, 2), text.substr(9, 2), text.substr(11, 2));
    if (const auto time = parse_utc(iso)) return time;
  }
  diagnostics.add_if_shown([&] {
    return Diagnostic{cell.position,
                      fmt::format("must be a time such as 20110131:0010 (got '{}')", text)};
  });
  return std::nullopt;
}

CivilHour civil_hour(SimTime time) {
  const std::string text = format_utc(time);
  const auto digits = [&](std::size_t from) { return std::stoi(text.substr(from, 2)); };
  return {digits(5), digits(8), digits(11)};
}

WeatherFile read_typical_year(const TextLines& lines, std::size_t header) {
  Diagnostics diagnostics;
  const auto site = site_of(lines, header, diagnostics);
  const std::vector<LineCell> names = lines.cells(header);
  const auto place = [&](std::string_view name) {
    return column_named(names, name, diagnostics).value_or(0);
  };
  const WeatherColumns columns{.ghi = place("G(h)"),
                               .dni = place("Gb(n)"),
                               .dhi = place("Gd(h)"),
                               .air = place("T2m"),
                               .wind = place("WS10m")};
  diagnostics.throw_sorted_if_any();
  const std::size_t end = end_of_table(lines, header);
  TypicalYear year{end - header - 1, 1};
  year.check_length(lines.position(end - 1), diagnostics);
  for (std::size_t line = header + 1; line < end; ++line) {
    const std::vector<LineCell> row = lines.cells(line);
    if (const auto stamp = stamp_in(row[0], diagnostics)) {
      year.check_hour(line - header - 1, civil_hour(*stamp), lines.position(line), diagnostics);
    }
    if (const auto value = conditions_of(row, columns, diagnostics)) year.add(*value);
  }
  diagnostics.throw_sorted_if_any();
  const Duration offset =
      Duration::from_seconds(3600 * stated(lines, "Irradiance Time Offset", header).value_or(0));
  return {std::move(year).weather(kHalfHour - offset), site, lines.source()};
}

// The columns of hourly data: both parts of the irradiance on the plane, or their sum.
struct HourlyColumns {
  bool parts = false;
  std::size_t direct = 0, diffuse = 0, global = 0, air = 0, wind = 0;
};

HourlyColumns hourly_columns(const std::vector<LineCell>& names, Diagnostics& diagnostics) {
  HourlyColumns found;
  found.parts = std::any_of(names.begin(), names.end(),
                            [](const LineCell& cell) { return cell.text == "Gb(i)"; });
  const auto place = [&](std::string_view name) {
    return column_named(names, name, diagnostics).value_or(0);
  };
  if (found.parts) {
    found.direct = place("Gb(i)");
    found.diffuse = place("Gd(i)");
  } else {
    found.global = place("G(i)");
  }
  found.air = place("T2m");
  found.wind = place("WS10m");
  return found;
}

class HourlyReader {
 public:
  HourlyReader(const TextLines& lines, const HourlyColumns& columns, const solar::Site& site)
      : lines_{lines}, columns_{columns}, site_{site} {}

  void read_row(std::size_t line, Diagnostics& diagnostics) {
    const std::vector<LineCell> row = lines_.cells(line);
    const auto stamp = stamp_in(row[0], diagnostics);
    if (stamp) follow(*stamp, row[0], diagnostics);
    // The parts on a horizontal plane: both columns are the global one where there is no other.
    const std::size_t first = columns_.parts ? columns_.direct : columns_.global;
    const std::size_t second = columns_.parts ? columns_.diffuse : columns_.global;
    const auto value =
        conditions_of(row, {first, first, second, columns_.air, columns_.wind}, diagnostics);
    if (!stamp || !value) return;
    const auto& [_, direct, diffuse] = value->irradiance;
    const KnownParts known =
        columns_.parts ? KnownParts{direct + diffuse, {}, diffuse} : KnownParts{diffuse, {}, {}};
    values_.push_back({complete_irradiance(known, *stamp - kHalfHour, kHour, site_), value->air_c,
                       value->wind_m_per_s});
  }

  Weather weather() && { return Weather::dated(*begin_ - kHalfHour, kHour, std::move(values_)); }

 private:
  void follow(SimTime stamp, const LineCell& cell, Diagnostics& diagnostics) {
    if (!begin_) begin_ = stamp;
    if (last_ && stamp - *last_ != kHour) {
      diagnostics.add_if_shown([&] {
        return Diagnostic{cell.position,
                          fmt::format("must be an hour after the row above (got '{}')", cell.text)};
      });
    }
    last_ = stamp;
  }

  const TextLines& lines_;
  HourlyColumns columns_;
  solar::Site site_;
  std::optional<SimTime> begin_, last_;
  std::vector<solar::Conditions> values_;
};

WeatherFile read_hourly(const TextLines& lines, std::size_t header) {
  Diagnostics diagnostics;
  const auto site = site_of(lines, header, diagnostics);
  if (stated(lines, "Slope", header).value_or(-1) != 0) {
    diagnostics.add(lines.position(lines.find("Slope").value_or(0)),
                    "the plane must be horizontal; ask PVGIS for a slope of 0");
  }
  const HourlyColumns columns = hourly_columns(lines.cells(header), diagnostics);
  const std::size_t end = end_of_table(lines, header);
  if (end == header + 1) diagnostics.add(lines.position(header), "no rows below the header");
  diagnostics.throw_sorted_if_any();
  HourlyReader reader{lines, columns, *site};
  for (std::size_t line = header + 1; line < end; ++line) reader.read_row(line, diagnostics);
  diagnostics.throw_sorted_if_any();
  return {std::move(reader).weather(), site, lines.source()};
}

}  // namespace

WeatherFile read_pvgis(const std::filesystem::path& path) {
  const TextLines lines = TextLines::read(path);
  if (const auto header = lines.find("time(UTC),")) return read_typical_year(lines, *header);
  if (const auto header = lines.find("time,")) return read_hourly(lines, *header);
  throw InputError{Diagnostic{lines.position(0),
                              "is no CSV file of PVGIS: no header begins with time(UTC) or time"}};
}

}  // namespace peerwatt::weather
