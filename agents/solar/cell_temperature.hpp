#pragma once

namespace peerwatt::solar {

// How much warmer than the air cells become, by irradiance and wind.
struct FaimanMounting {
  double u0 = 25;    // W/(m2 K)
  double u1 = 6.84;  // W s/(m3 K)
};

// Kelvin per W/m2 on the plane: Faiman, Progress in Photovoltaics 16 (2008), eq. 4, with its values
// for modules on open racks. Wind at the height of the modules, m/s.
double faiman_warming(const FaimanMounting& mounting, double wind_m_per_s);

struct SapmMounting {
  double a = -3.47;
  double b = -0.0594;
  double delta_c = 3;  // cells above the back of the module, at 1000 W/m2
};

// King, Boyson and Kratochvil, Photovoltaic Array Performance Model, SAND2004-3535 (2004), eqs. 11
// and 12, table 1. Wind at 10 m, m/s.
double sapm_warming(const SapmMounting& mounting, double wind_m_per_s);

// Mountings of SAND2004-3535, table 1: modules of two glasses, and with a back of polymer.
inline constexpr SapmMounting kOpenRackGlassGlass{-3.47, -0.0594, 3};
inline constexpr SapmMounting kRoofMountGlassGlass{-2.98, -0.0471, 1};
inline constexpr SapmMounting kOpenRackPolymer{-3.56, -0.0750, 3};
inline constexpr SapmMounting kInsulatedBackPolymer{-2.81, -0.0455, 0};

// The temperature of cells, degree C: that of the air, and what the light on the plane adds.
constexpr double cell_temperature_c(double air_c, double plane_w_per_m2, double warming) {
  return air_c + plane_w_per_m2 * warming;
}

}  // namespace peerwatt::solar
