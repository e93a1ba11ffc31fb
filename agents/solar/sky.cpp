#include "agents/solar/sky.hpp"

#include <algorithm>

#include "agents/solar/air_mass.hpp"
#include "agents/solar/daylight.hpp"

namespace peerwatt::solar {

Sky sky_of_slot(SkyModel model, SimTime start, Duration length, const Site& site,
                const Conditions& conditions) {
  const SunPosition sun = sunlit_part(start, length, site).sun;
  Sky sky;
  sky.sun = sun.direction;
  sky.dni = sun.is_up() ? std::max(conditions.irradiance.dni, 0.0) : 0;
  const double dhi = std::max(conditions.irradiance.dhi, 0.0);
  sky.ghi = sky.dni * std::max(sky.sun.up, 0.0) + dhi;
  sky.diffuse =
      sky_diffuse(model, {.irradiance = {sky.ghi, sky.dni, dhi},
                          .sine_of_elevation = sky.sun.up,
                          .relative_air_mass = relative_air_mass(sun.apparent_elevation_degree),
                          .extraterrestrial_w_per_m2 = extraterrestrial_w_per_m2(sun.distance_au)});
  sky.air_c = conditions.air_c;
  sky.wind_m_per_s = conditions.wind_m_per_s;
  return sky;
}

PlaneIrradiance irradiance_on(const Plane& plane, const Sky& sky, double albedo) {
  return {sky.dni * std::max(plane.cosine_of_incidence(sky.sun), 0.0),
          diffuse_on(plane, sky.sun, sky.diffuse), sky.ghi * albedo * plane.ground_share()};
}

}  // namespace peerwatt::solar
