#pragma once

#include "engine/core/simulated_time.hpp"

#include "agents/solar/irradiance.hpp"
#include "agents/solar/site.hpp"
#include "agents/solar/sky_diffuse.hpp"
#include "agents/solar/sun_position.hpp"

namespace peerwatt::solar {

// The weather of a stretch of time, as means over it; direct irradiance counts as 0 where it is
// dark.
struct Conditions {
  Irradiance irradiance = {};
  double air_c = 20;
  double wind_m_per_s = 1;
};

// The sun and the sky of a slot at a site, which all roofs there share.
struct Sky {
  Direction sun = {};       // in the middle of the sunlit part of the slot
  double dni = 0;           // W/m2; 0 while the sun is down
  double ghi = 0;           // W/m2, of the direct and the diffuse part
  SkyDiffuse diffuse = {};  // W/m2
  double air_c = 20;
  double wind_m_per_s = 1;
};

Sky sky_of_slot(SkyModel model, SimTime start, Duration length, const Site& site,
                const Conditions& conditions);

// The light on a plane, W/m2.
struct PlaneIrradiance {
  double direct = 0;
  double sky = 0;
  double ground = 0;

  double total() const { return direct + sky + ground; }
};

// The ground in front of the plane sends back the share `albedo` of the light on it, in all
// directions.
PlaneIrradiance irradiance_on(const Plane& plane, const Sky& sky, double albedo);

}  // namespace peerwatt::solar
