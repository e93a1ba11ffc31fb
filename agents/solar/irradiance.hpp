#pragma once

namespace peerwatt::solar {

// The power of sunlight, W/m2.
struct Irradiance {
  double ghi = 0;  // global, on a horizontal plane
  double dni = 0;  // direct, on a plane that faces the sun
  double dhi = 0;  // diffuse from the sky, on a horizontal plane
};

}  // namespace peerwatt::solar
