#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "agents/solar/sky.hpp"
#include "agents/weather/text_lines.hpp"

namespace peerwatt::weather {

enum class Quantity {
  kIrradiance,   // from -20 to 2000 W/m2: at night instruments show less than nothing
  kTemperature,  // from -90 to 70 degree C
  kWind,         // from 0 to 120 m/s
};

// A value that can be true. Everything else is a complaint and no value: a cell without a number,
// and the codes for missing values of the weather services (9999, -9900, 99.9, 999), which all lie
// out of range.
std::optional<double> checked_value(Quantity quantity, std::string_view name,
                                    std::optional<double> number, std::string_view text,
                                    const SourcePosition& position, Diagnostics& diagnostics);

// The columns of a file that has all three parts of the irradiance.
struct WeatherColumns {
  std::size_t ghi = 0;
  std::size_t dni = 0;
  std::size_t dhi = 0;
  std::size_t air = 0;
  std::size_t wind = 0;
};

// The weather of a row; nothing, and complaints, where something of it is missing. Irradiance below
// 0 is 0.
std::optional<solar::Conditions> conditions_of(const std::vector<LineCell>& row,
                                               const WeatherColumns& columns,
                                               Diagnostics& diagnostics);

// The number that must be in a cell; nothing, and a complaint, otherwise.
std::optional<double> number_in(const std::vector<LineCell>& row, std::size_t column,
                                std::string_view name, Diagnostics& diagnostics);

// A place as files state it. Complaints where it is not on the earth.
std::optional<solar::Site> checked_site(std::optional<double> latitude_degree,
                                        std::optional<double> longitude_degree,
                                        std::optional<double> altitude_m,
                                        const SourcePosition& position, Diagnostics& diagnostics);

}  // namespace peerwatt::weather
