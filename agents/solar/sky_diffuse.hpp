#pragma once

#include "agents/solar/irradiance.hpp"
#include "agents/solar/plane.hpp"

namespace peerwatt::solar {

enum class SkyModel {
  kIsotropic,  // the sky is equally bright everywhere (Liu and Jordan, Solar Energy 4 (1960))
  kHayDavies,  // brighter around the sun (Hay and Davies, 1980)
  kPerez,      // and at the horizon (Perez et al., Solar Energy 44 (1990), all sites composite)
};

// What the brightness of a sky is computed from.
struct SkyInput {
  Irradiance irradiance = {};
  double sine_of_elevation = 0;  // of the sun, with refraction
  double relative_air_mass = 1;
  double extraterrestrial_w_per_m2 = 1361;
};

// The diffuse irradiance of a sky in three parts, W/m2, from which follows that on any plane.
struct SkyDiffuse {
  double isotropic = 0;    // on a horizontal plane
  double circumsolar = 0;  // on a plane that faces the sun
  double horizon = 0;      // on a wall; negative where the zenith is brighter than the horizon
};

// All of the diffuse irradiance is isotropic while the sun is down, whatever the model.
SkyDiffuse sky_diffuse(SkyModel model, const SkyInput& input);

// The diffuse irradiance of the sky on a plane, W/m2; 0 or more.
double diffuse_on(const Plane& plane, const Direction& sun, const SkyDiffuse& sky);

}  // namespace peerwatt::solar
