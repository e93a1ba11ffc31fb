#include "agents/solar/clear_sky.hpp"

#include <algorithm>

#include "engine/core/portable_math.hpp"

namespace peerwatt::solar {

Irradiance ineichen_clear_sky(const ClearSkyInput& input) {
  const double sine = input.sine_of_elevation;
  if (sine <= 0) return {};
  const double outside = input.extraterrestrial_w_per_m2;
  const double haze = input.linke_turbidity - 1;
  const double air_mass = input.absolute_air_mass;
  const double fh1 = portable::exp(-input.altitude_m / 8000);
  const double fh2 = portable::exp(-input.altitude_m / 1250);
  const double cg1 = 5.09e-5 * input.altitude_m + 0.868;
  const double cg2 = 3.92e-5 * input.altitude_m + 0.0387;
  Irradiance sky;
  sky.ghi = cg1 * outside * sine * portable::exp(-cg2 * air_mass * (fh1 + fh2 * haze));
  // Of two estimates of the direct irradiance, the second keeps the diffuse one above a minimum.
  const double direct = (0.664 + 0.163 / fh1) * outside * portable::exp(-0.09 * air_mass * haze);
  const double diffuse_share =
      (0.1 - 0.2 * portable::exp(-input.linke_turbidity)) / (0.1 + 0.882 / fh1);
  const double most = sky.ghi * std::max(1 - diffuse_share, 0.0) / sine;
  sky.dni = std::min(direct, most);
  sky.dhi = sky.ghi - sky.dni * sine;
  return sky;
}

double haurwitz_ghi(double sine_of_elevation) {
  if (sine_of_elevation <= 0) return 0;
  return 1098 * sine_of_elevation * portable::exp(-0.059 / sine_of_elevation);
}

}  // namespace peerwatt::solar
