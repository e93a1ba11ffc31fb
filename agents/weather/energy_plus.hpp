#pragma once

#include <filesystem>

#include "agents/weather/weather.hpp"

namespace peerwatt::weather {

// Reads an EPW file (EnergyPlus, Auxiliary Programs, "EnergyPlus Weather File (EPW) Data
// Dictionary"): eight lines of header, then a row per hour or part of it, stamped by its end in
// local standard time. A year, whichever its dates, that serves for every year. Throws InputError
// with everything wrong, missing values included.
WeatherFile read_epw(const std::filesystem::path& path);

}  // namespace peerwatt::weather
