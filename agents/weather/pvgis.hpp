#pragma once

#include <filesystem>

#include "agents/weather/weather.hpp"

namespace peerwatt::weather {

// Reads a CSV file of PVGIS (European Commission, Joint Research Centre), version 5:
//   - "typical meteorological year": hours in UTC, whose months are of different years;
//   - "hourly data" of one or more years, for a plane with slope 0 and with the parts of the
//     irradiance (`components=1`), or without them.
// Irradiance is that of an instant, the stamp (of a typical year plus `Irradiance Time Offset`),
// and stands for the hour around it. Throws InputError with everything wrong.
WeatherFile read_pvgis(const std::filesystem::path& path);

}  // namespace peerwatt::weather
