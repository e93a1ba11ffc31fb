#pragma once

namespace peerwatt::solar {

// A place on the earth.
struct Site {
  double latitude_degree = 0;   // north is positive
  double longitude_degree = 0;  // east is positive
  double altitude_m = 0;        // above the sea
};

// The air near the ground, which bends the light of the sun.
struct Air {
  double pressure_pa = 101325;
  double temperature_c = 12;
};

}  // namespace peerwatt::solar
