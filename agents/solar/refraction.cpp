#include "agents/solar/refraction.hpp"

#include "agents/solar/angles.hpp"

namespace peerwatt::solar {
namespace {

// The radius of the sun's disc and the refraction at the horizon, degree.
constexpr double kLowestVisible = -(0.26667 + 0.5667);

}  // namespace

double standard_pressure_pa(double altitude_m) {
  const double ratio = 1 - 2.25577e-5 * altitude_m;
  return ratio <= 0 ? 0 : 101325 * portable::pow(ratio, 5.25588);
}

double refraction_degree(double elevation_degree, const Air& air) {
  if (elevation_degree < kLowestVisible) return 0;
  const double angle = elevation_degree + 10.3 / (elevation_degree + 5.11);
  const double cotangent = cos_degree(angle) / sin_degree(angle);
  const double density = air.pressure_pa / 101000 * 283 / (273 + air.temperature_c);
  return 1.02 / 60 * cotangent * density;
}

}  // namespace peerwatt::solar
