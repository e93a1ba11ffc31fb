#include "agents/solar/cell_temperature.hpp"

#include <algorithm>

#include "engine/core/portable_math.hpp"

namespace peerwatt::solar {

double faiman_warming(const FaimanMounting& mounting, double wind_m_per_s) {
  return 1 / (mounting.u0 + mounting.u1 * std::max(wind_m_per_s, 0.0));
}

double sapm_warming(const SapmMounting& mounting, double wind_m_per_s) {
  return portable::exp(mounting.a + mounting.b * std::max(wind_m_per_s, 0.0)) +
         mounting.delta_c / 1000;
}

}  // namespace peerwatt::solar
