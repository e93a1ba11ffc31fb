#include "agents/solar/decomposition.hpp"

#include <algorithm>

namespace peerwatt::solar {
namespace {

constexpr double kSineOf3Degrees = 0.052336;

}  // namespace

double erbs_diffuse_share(double clearness_index) {
  const double k = std::clamp(clearness_index, 0.0, 1.0);
  if (k <= 0.22) return 1 - 0.09 * k;
  if (k > 0.8) return 0.165;
  return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
}

Irradiance erbs_decomposition(double ghi_w_per_m2, double sine_of_elevation,
                              double extraterrestrial_w_per_m2) {
  const double ghi = std::max(ghi_w_per_m2, 0.0);
  if (sine_of_elevation < kSineOf3Degrees) return {ghi, 0, ghi};
  const double clearness = ghi / (extraterrestrial_w_per_m2 * sine_of_elevation);
  const double dhi = erbs_diffuse_share(clearness) * ghi;
  return {ghi, (ghi - dhi) / sine_of_elevation, dhi};
}

}  // namespace peerwatt::solar
