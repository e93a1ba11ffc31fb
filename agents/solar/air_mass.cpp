#include "agents/solar/air_mass.hpp"

#include <algorithm>

#include "agents/solar/angles.hpp"

namespace peerwatt::solar {

double relative_air_mass(double apparent_elevation_degree) {
  const double elevation = std::clamp(apparent_elevation_degree, 0.0, 90.0);
  return 1 / (sin_degree(elevation) + 0.50572 * portable::pow(elevation + 6.07995, -1.6364));
}

}  // namespace peerwatt::solar
