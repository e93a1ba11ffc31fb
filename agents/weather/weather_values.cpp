#include "agents/weather/weather_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"

namespace peerwatt::weather {
namespace {

struct Bounds {
  double least;
  double most;
  std::string_view unit;
};

constexpr Bounds bounds_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::kTemperature:
      return {-90, 70, "degree C"};
    case Quantity::kWind:
      return {0, 120, "m/s"};
    case Quantity::kIrradiance:
      break;
  }
  return {-20, 2000, "W/m2"};
}

// What the formats write for a value that is missing.
bool is_missing_code(double number) {
  constexpr std::array kCodes{9999.0, -9900.0, 99999.0, -9999.0, -999.0, 999.0, -99.0, 99.9};
  return std::find(kCodes.begin(), kCodes.end(), number) != kCodes.end();
}

std::string problem_of(const Bounds& bounds, std::optional<double> number, std::string_view text) {
  if (!number) {
    return csv::is_missing(text) ? "is missing"
                                 : fmt::format("must be a finite number (got '{}')", text);
  }
  if (*number >= bounds.least && *number <= bounds.most) return {};
  if (is_missing_code(*number)) return fmt::format("is missing (code {})", text);
  return fmt::format("must be from {} to {} {} (got '{}')", bounds.least, bounds.most, bounds.unit,
                     text);
}

std::optional<double> value_in(Quantity quantity, const LineCell& cell, std::string_view name,
                               Diagnostics& diagnostics) {
  return checked_value(quantity, name, csv::parse_number(cell.text), cell.text, cell.position,
                       diagnostics);
}

}  // namespace

std::optional<double> checked_value(Quantity quantity, std::string_view name,
                                    std::optional<double> number, std::string_view text,
                                    const SourcePosition& position, Diagnostics& diagnostics) {
  const std::string problem = problem_of(bounds_of(quantity), number, text);
  if (problem.empty()) return number;
  diagnostics.add_if_shown([&] {
    return Diagnostic{position, fmt::format("{}: {}", name, problem)};
  });
  return std::nullopt;
}

std::optional<solar::Conditions> conditions_of(const std::vector<LineCell>& row,
                                               const WeatherColumns& columns,
                                               Diagnostics& diagnostics) {
  const auto& [ghi, dni, dhi, air, wind] = columns;
  const std::size_t last = std::max({ghi, dni, dhi, air, wind});
  if (row.size() <= last) {
    diagnostics.add_if_shown([&] {
      return Diagnostic{{row.front().position.file, row.front().position.line, 0},
                        fmt::format("has {} cells, but needs at least {}", row.size(), last + 1)};
    });
    return std::nullopt;
  }
  const auto read = [&](Quantity quantity, std::size_t column, std::string_view name) {
    return value_in(quantity, row[column], name, diagnostics);
  };
  const auto global = read(Quantity::kIrradiance, ghi, "global irradiance");
  const auto direct = read(Quantity::kIrradiance, dni, "direct irradiance");
  const auto diffuse = read(Quantity::kIrradiance, dhi, "diffuse irradiance");
  const auto air_c = read(Quantity::kTemperature, air, "air temperature");
  const auto wind_m_per_s = read(Quantity::kWind, wind, "wind");
  if (!global || !direct || !diffuse || !air_c || !wind_m_per_s) return std::nullopt;
  return solar::Conditions{
      {std::max(*global, 0.0), std::max(*direct, 0.0), std::max(*diffuse, 0.0)},
      *air_c,
      *wind_m_per_s};
}

std::optional<double> number_in(const std::vector<LineCell>& row, std::size_t column,
                                std::string_view name, Diagnostics& diagnostics) {
  const std::string_view text = column < row.size() ? row[column].text : std::string_view{};
  const std::optional<double> number = csv::parse_number(text);
  if (!number) {
    diagnostics.add_if_shown([&] {
      const SourcePosition position =
          column < row.size() ? row[column].position : row.front().position;
      return Diagnostic{position, fmt::format("{}: must be a number (got '{}')", name, text)};
    });
  }
  return number;
}

std::optional<solar::Site> checked_site(std::optional<double> latitude_degree,
                                        std::optional<double> longitude_degree,
                                        std::optional<double> altitude_m,
                                        const SourcePosition& position, Diagnostics& diagnostics) {
  if (!latitude_degree || !longitude_degree || !altitude_m) return std::nullopt;
  if (std::abs(*latitude_degree) > 90) {
    diagnostics.add(position, fmt::format("latitude: must be from -90 to 90 degree (got {})",
                                          *latitude_degree));
  }
  if (std::abs(*longitude_degree) > 180) {
    diagnostics.add(position, fmt::format("longitude: must be from -180 to 180 degree (got {})",
                                          *longitude_degree));
  }
  if (*altitude_m < -500 || *altitude_m > 9000) {
    diagnostics.add(position,
                    fmt::format("altitude: must be from -500 to 9000 m (got {})", *altitude_m));
  }
  return solar::Site{*latitude_degree, *longitude_degree, *altitude_m};
}

}  // namespace peerwatt::weather
