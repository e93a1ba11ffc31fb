#pragma once

#include "engine/core/simulated_time.hpp"

namespace peerwatt::devices {

struct Site {
  double latitude_degree = 0;   // north positive
  double longitude_degree = 0;  // east positive
};

// Sine of the sun's elevation at an instant; negative at night. Declination after Cooper, Solar
// Energy 12 (1969); mean solar time, so that noon is off by up to 16 minutes over the year.
double sine_of_solar_elevation(const Site& site, SimTime time);

}  // namespace peerwatt::devices
