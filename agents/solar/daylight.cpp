#include "agents/solar/daylight.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "agents/solar/angles.hpp"

namespace peerwatt::solar {
namespace {

constexpr double kDegreesPerSecond = 360.985647 / 86400;
constexpr double kSecondsPerDegree = 86400 / 360.0;  // of the sun
constexpr double kElevationAtSunrise = -0.8333;
constexpr int kSteps = 5;  // each leaves less than a hundredth of the error

SimTime noon_near(SimTime time, double longitude_degree) {
  for (int step = 0; step < kSteps; ++step) {
    const double angle = hour_angle_degree(sun_in_space(time), longitude_degree);
    time = time - Duration::from_seconds(angle * kSecondsPerDegree);
  }
  return time;
}

// The cosine of the hour angle at which the sun has the elevation of sunrise; beyond -1 and 1 it
// never has.
double cosine_at_sunrise(const SunInSpace& sun, double latitude_degree) {
  const double lack =
      sin_degree(kElevationAtSunrise) - sin_degree(latitude_degree) * sun.sine_of_declination;
  return lack / std::max(cos_degree(latitude_degree) * sun.cosine_of_declination, 1e-9);
}

// When the sun crosses the horizon: before noon (side -1) or after it (side 1).
SimTime crossing(SimTime noon, double side, const Site& site) {
  SimTime time = noon;
  for (int step = 0; step < kSteps; ++step) {
    const SunInSpace sun = sun_in_space(time);
    const double cosine = std::clamp(cosine_at_sunrise(sun, site.latitude_degree), -1.0, 1.0);
    const double wanted = side * (90 - asin_degree(cosine));
    // Not folded into half a turn, so that the angle may go beyond midnight.
    const double passed = (time - noon).seconds() * kDegreesPerSecond +
                          std::remainder(hour_angle_degree(sun, site.longitude_degree) -
                                             (time - noon).seconds() * kDegreesPerSecond,
                                         360.0);
    time = time + Duration::from_seconds((wanted - passed) * kSecondsPerDegree);
  }
  return time;
}

// A part of a stretch from 0 to 1.
struct Stretch {
  double begin = 0;
  double end = 0;

  double length() const { return end - begin; }
};

// Where a straight line from (0, a) to (1, b) is above 0.
Stretch sunlit_stretch(double a, double b) {
  if (a <= 0 && b <= 0) return {};
  if (a > 0 && b > 0) return {0, 1};
  const double zero = a / (a - b);
  return a > 0 ? Stretch{0, zero} : Stretch{zero, 1};
}

}  // namespace

Daylight daylight_around(SimTime time, const Site& site) {
  Daylight day;
  day.noon = noon_near(time, site.longitude_degree);
  day.sunrise = day.sunset = day.noon;
  const double cosine = cosine_at_sunrise(sun_in_space(day.noon), site.latitude_degree);
  if (cosine >= 1) {
    day.kind = Daylight::Kind::kPolarNight;
  } else if (cosine <= -1) {
    day.kind = Daylight::Kind::kPolarDay;
  } else {
    day.sunrise = crossing(day.noon, -1, site);
    day.sunset = crossing(day.noon, 1, site);
  }
  return day;
}

SunlitPart sunlit_part(SimTime start, Duration length, const Site& site) {
  const Duration half = Duration::from_microseconds(length.microseconds() / 2);
  SunlitPart part{1, start + half, sun_position(start + half, site)};
  const double at_start = sun_position(start, site).direction.up;
  const double in_middle = part.sun.direction.up;
  const double at_end = sun_position(start + length, site).direction.up;
  const Stretch first = sunlit_stretch(at_start, in_middle);
  const Stretch second = sunlit_stretch(in_middle, at_end);
  part.share = (first.length() + second.length()) / 2;
  if (part.share == 0 || part.share == 1) return part;
  // The sunlit parts of both halves meet in the middle, or the longer one counts.
  double middle = (first.begin + 1 + second.end) / 4;
  if (in_middle <= 0) {
    middle = first.length() > second.length() ? (first.begin + first.end) / 4
                                              : (2 + second.begin + second.end) / 4;
  }
  part.middle = start + Duration::from_seconds(middle * length.seconds());
  part.sun = sun_position(part.middle, site);
  return part;
}

}  // namespace peerwatt::solar
