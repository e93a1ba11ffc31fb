#pragma once

namespace peerwatt::solar {

// The path of sunlight through the air, relative to that of a sun overhead (Kasten and Young,
// Applied Optics 28 (1989), eq. 3, table 2). Below the horizon it is that at the horizon, 38.
double relative_air_mass(double apparent_elevation_degree);

// The same relative to that at the sea.
constexpr double absolute_air_mass(double relative, double pressure_pa) {
  return relative * pressure_pa / 101325;
}

}  // namespace peerwatt::solar
