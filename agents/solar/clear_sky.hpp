#pragma once

#include "agents/solar/irradiance.hpp"

namespace peerwatt::solar {

// What a cloudless sky lets through depends on this.
struct ClearSkyInput {
  double sine_of_elevation = 0;  // of the sun, with refraction; at night 0 or less
  double absolute_air_mass = 1;
  double linke_turbidity = 3;  // how much more than clean dry air weakens the sun, at air mass 2
  double altitude_m = 0;
  double extraterrestrial_w_per_m2 = 1361;
};

// Ineichen and Perez, "A new airmass independent formulation for the Linke turbidity coefficient",
// Solar Energy 73 (2002), eqs. 8 and following; without the factor for high turbidity of Perez et
// al. (2002). Zero at night.
Irradiance ineichen_clear_sky(const ClearSkyInput& input);

// The global irradiance of a cloudless sky, W/m2 (Haurwitz, Journal of Meteorology 2 (1945) and 3
// (1946)). Zero at night.
double haurwitz_ghi(double sine_of_elevation);

}  // namespace peerwatt::solar
