#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/csv/decimal_mark.hpp"
#include "engine/profiles/profile_layout.hpp"

#include "agents/solar/site.hpp"
#include "agents/weather/weather.hpp"

namespace peerwatt::weather {

// How a CSV file of weather is to be read. Columns without a name are not there.
struct WeatherCsvLayout {
  std::filesystem::path path;
  std::string time_column;
  std::string ghi_column;  // W/m2; of the three irradiances, the global one or two must be there
  std::string dni_column;
  std::string dhi_column;
  std::string air_column;   // degree C
  std::string wind_column;  // m/s
  profiles::DateOrder date_order = profiles::DateOrder::kAuto;
  csv::DecimalMark decimal_mark = csv::DecimalMark::kAuto;
  double ahead_of_utc_h = 0;  // of stamps that state no zone: a clock without daylight saving
  profiles::StampAt stamp = profiles::StampAt::kStart;
  std::int64_t step_s = 3600;  // length of an interval
  solar::Site site;            // from whose sun parts of the irradiance follow
  double air_c = 20;           // where there is no column
  double wind_m_per_s = 1;     // where there is no column
};

// Rows of equally long intervals, one after the other. Throws InputError with everything wrong with
// layout and file: gaps, missing and impossible values included.
WeatherFile read_weather_csv(const WeatherCsvLayout& layout);

}  // namespace peerwatt::weather
