#pragma once

#include "agents/solar/site.hpp"

namespace peerwatt::solar {

// The pressure of the standard atmosphere at an altitude, Pa (ISO 2533:1975, layer from the sea to
// 11 km). Altitudes beyond 44 km have no air.
double standard_pressure_pa(double altitude_m);

// By how much the air lifts the sun, in degrees, where it would stand at this elevation without air
// (Saemundsson, Sky & Telescope 72 (1986); Meeus, Astronomical Algorithms, 2nd ed., eq. 16.4). It
// is 0 where the upper edge of the sun is below the horizon even so.
double refraction_degree(double elevation_degree, const Air& air);

}  // namespace peerwatt::solar
