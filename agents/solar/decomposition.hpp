#pragma once

#include "agents/solar/irradiance.hpp"

namespace peerwatt::solar {

// The share of the diffuse irradiance in the global one, from the clearness index, which is the
// global irradiance over that outside of the atmosphere on a horizontal plane (Erbs, Klein and
// Duffie, Solar Energy 28 (1982), eq. 1).
double erbs_diffuse_share(double clearness_index);

// Divides a global irradiance into direct and diffuse. It is all diffuse where the sun stands less
// than 3 degrees high: a small direct part would be divided by nearly nothing. Negative readings,
// which instruments give at night, are 0.
Irradiance erbs_decomposition(double ghi_w_per_m2, double sine_of_elevation,
                              double extraterrestrial_w_per_m2);

}  // namespace peerwatt::solar
