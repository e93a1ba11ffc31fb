#pragma once

#include "engine/core/simulated_time.hpp"

#include "agents/solar/site.hpp"

namespace peerwatt::solar {

// A unit vector at a site.
struct Direction {
  double east = 0;
  double north = 0;
  double up = 1;
};

constexpr double dot(const Direction& a, const Direction& b) {
  return a.east * b.east + a.north * b.north + a.up * b.up;
}

// Where the sun is as seen from the centre of the earth; the same for all sites.
struct SunInSpace {
  double right_ascension_degree = 0;
  double sine_of_declination = 0;
  double cosine_of_declination = 1;
  double sidereal_time_degree = 0;  // apparent, at Greenwich
  double distance_au = 1;
};

// The sun's coordinates by the short series of Meeus, Astronomical Algorithms (2nd ed., 1998),
// chapters 12 (sidereal time), 22 (obliquity) and 25 (sun, "low accuracy": 0.01 degree).
SunInSpace sun_in_space(SimTime time);

// The local hour angle, from -180 to 180 degrees; 0 at solar noon, positive after it.
double hour_angle_degree(const SunInSpace& sun, double longitude_degree);

// Where the sun stands at a site.
struct SunPosition {
  double elevation_degree = 0;           // of its centre, without air
  double apparent_elevation_degree = 0;  // with refraction
  double azimuth_degree = 0;             // from north, clockwise, [0, 360)
  Direction direction;                   // with refraction
  double distance_au = 1;

  bool is_up() const { return direction.up > 0; }
};

// Within 0.02 degree of NREL's Solar Position Algorithm.
SunPosition sun_position(const SunInSpace& sun, const Site& site, const Air& air);
// The same with the standard pressure of the altitude, and 12 C.
SunPosition sun_position(SimTime time, const Site& site);

// The power of sunlight outside of the atmosphere on a plane that faces the sun, W/m2: a solar
// constant of 1361 W/m2 (Kopp and Lean, Geophysical Research Letters 38 (2011)).
double extraterrestrial_w_per_m2(double distance_au);

}  // namespace peerwatt::solar
