#include "agents/solar/sun_position.hpp"

#include <cmath>

#include "agents/solar/angles.hpp"
#include "agents/solar/refraction.hpp"

namespace peerwatt::solar {
namespace {

constexpr double kSolarConstant = 1361;
constexpr double kParallaxDegree = 8.794 / 3600;  // of the sun at a distance of 1 au
// Terrestrial time minus UTC in the years around 2020, days; the sun moves 0.001 degree in 90 s.
constexpr double kTerrestrialLead = 69.0 / 86400;

// From 2000-01-01T12:00Z.
double days_since_2000(SimTime time) {
  constexpr std::int64_t kEpochMicroseconds = 946'728'000'000'000;
  return static_cast<double>(time.microseconds() - kEpochMicroseconds) / 86400e6;
}

// What the position follows from: angles in degrees, of the ecliptic.
struct Ecliptic {
  double apparent_longitude = 0;
  double obliquity = 0;
  double nutation = 0;  // in longitude
  double distance_au = 1;
};

// How Venus, Jupiter and the moon change the sun's longitude, degree (Meeus, Astronomical Formulae
// for Calculators, 1979, chapter 18, whose centuries begin in 1900).
double perturbation_degree(double centuries) {
  const double t = centuries + 1;
  return 0.00134 * cos_degree(153.23 + 22518.7541 * t) +
         0.00154 * cos_degree(216.57 + 45037.5082 * t) +
         0.00200 * cos_degree(312.69 + 32964.3577 * t) +
         0.00179 * sin_degree(350.74 + 445267.1142 * t) + 0.00178 * sin_degree(231.19 + 20.20 * t);
}

Ecliptic ecliptic_at(double centuries) {
  const double t = centuries;
  const double mean_longitude = 280.46646 + t * (36000.76983 + t * 0.0003032);
  const double anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
  const double eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
  const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * sin_degree(anomaly) +
                        (0.019993 - t * 0.000101) * sin_degree(2 * anomaly) +
                        0.000289 * sin_degree(3 * anomaly);
  const double node = 125.04 - 1934.136 * t;  // of the moon's orbit
  Ecliptic found;
  found.nutation = -0.00478 * sin_degree(node);
  found.apparent_longitude =
      mean_longitude + centre + perturbation_degree(t) - 0.00569 + found.nutation;
  found.obliquity = 23 + 26.0 / 60 + 21.448 / 3600 -
                    t * (46.8150 + t * (0.00059 - t * 0.001813)) / 3600 +
                    0.00256 * cos_degree(node);
  found.distance_au = 1.000001018 * (1 - eccentricity * eccentricity) /
                      (1 + eccentricity * cos_degree(anomaly + centre));
  return found;
}

double mean_sidereal_degree(double days) {
  const double centuries = days / 36525;
  return std::fmod(280.46061837 + 360.98564736629 * days + 0.000387933 * centuries * centuries,
                   360.0);
}

// The direction of a sun that the air has lifted.
Direction lifted(const Direction& direction, double apparent_elevation_degree) {
  const double flat =
      std::sqrt(direction.east * direction.east + direction.north * direction.north);
  const double up = sin_degree(apparent_elevation_degree);
  const double stretch = flat > 0 ? cos_degree(apparent_elevation_degree) / flat : 0;
  return {direction.east * stretch, direction.north * stretch, up};
}

}  // namespace

SunInSpace sun_in_space(SimTime time) {
  const double days = days_since_2000(time);
  const Ecliptic ecliptic = ecliptic_at((days + kTerrestrialLead) / 36525);
  const double sine_of_longitude = sin_degree(ecliptic.apparent_longitude);
  const double cosine_of_obliquity = cos_degree(ecliptic.obliquity);
  SunInSpace sun;
  sun.right_ascension_degree = atan2_degree(cosine_of_obliquity * sine_of_longitude,
                                            cos_degree(ecliptic.apparent_longitude));
  sun.sine_of_declination = sin_degree(ecliptic.obliquity) * sine_of_longitude;
  sun.cosine_of_declination = std::sqrt(1 - sun.sine_of_declination * sun.sine_of_declination);
  sun.sidereal_time_degree = mean_sidereal_degree(days) + ecliptic.nutation * cosine_of_obliquity;
  sun.distance_au = ecliptic.distance_au;
  return sun;
}

double hour_angle_degree(const SunInSpace& sun, double longitude_degree) {
  return std::remainder(sun.sidereal_time_degree + longitude_degree - sun.right_ascension_degree,
                        360.0);
}

SunPosition sun_position(const SunInSpace& sun, const Site& site, const Air& air) {
  const double hour_angle = hour_angle_degree(sun, site.longitude_degree);
  const double sine = sin_degree(site.latitude_degree);
  const double cosine = cos_degree(site.latitude_degree);
  const double toward_noon = sun.cosine_of_declination * cos_degree(hour_angle);
  const Direction direction{-sun.cosine_of_declination * sin_degree(hour_angle),
                            cosine * sun.sine_of_declination - sine * toward_noon,
                            sine * sun.sine_of_declination + cosine * toward_noon};
  SunPosition position;
  const double geocentric = asin_degree(direction.up);
  position.elevation_degree = geocentric - kParallaxDegree * cos_degree(geocentric);
  position.apparent_elevation_degree =
      position.elevation_degree + refraction_degree(position.elevation_degree, air);
  const double azimuth = atan2_degree(direction.east, direction.north);
  position.azimuth_degree = azimuth < 0 ? azimuth + 360 : azimuth;
  position.direction = lifted(direction, position.apparent_elevation_degree);
  position.distance_au = sun.distance_au;
  return position;
}

SunPosition sun_position(SimTime time, const Site& site) {
  return sun_position(sun_in_space(time), site,
                      {.pressure_pa = standard_pressure_pa(site.altitude_m)});
}

double extraterrestrial_w_per_m2(double distance_au) {
  return kSolarConstant / (distance_au * distance_au);
}

}  // namespace peerwatt::solar
