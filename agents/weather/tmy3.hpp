#pragma once

#include <filesystem>

#include "agents/weather/weather.hpp"

namespace peerwatt::weather {

// Reads a TMY3 file (Wilcox and Marion, Users Manual for TMY3 Data Sets, NREL/TP-581-43156, 2008):
// a line about the station, a header, 8,760 hours stamped by their ends in local standard time,
// whose months are of different years. Throws InputError with everything wrong, missing values
// (-9900) included.
WeatherFile read_tmy3(const std::filesystem::path& path);

}  // namespace peerwatt::weather
