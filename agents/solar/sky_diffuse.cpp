#include "agents/solar/sky_diffuse.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "agents/solar/angles.hpp"

namespace peerwatt::solar {
namespace {

constexpr double kSineOf1Degree = 0.0174524;
constexpr double kSineOf5Degrees = 0.0871557;
constexpr double kZenithWeight = 1.041;  // of the cube of the zenith angle in radians

// F11, F12, F13, F21, F22, F23 of a class of clearness; Perez et al. (1990), table 6.
using Coefficients = std::array<double, 6>;
constexpr std::array<Coefficients, 8> kAllSites{{
    {-0.008, 0.588, -0.062, -0.060, 0.072, -0.022},
    {0.130, 0.683, -0.151, -0.019, 0.066, -0.029},
    {0.330, 0.487, -0.221, 0.055, -0.064, -0.026},
    {0.568, 0.187, -0.295, 0.109, -0.152, -0.014},
    {0.873, -0.392, -0.362, 0.226, -0.462, 0.001},
    {1.132, -1.237, -0.412, 0.288, -0.823, 0.056},
    {1.060, -1.600, -0.359, 0.264, -1.127, 0.131},
    {0.678, -0.327, -0.250, 0.156, -1.377, 0.251},
}};
// Where the classes of clearness end; Perez et al. (1990), table 1.
constexpr std::array<double, 7> kClassEnds{1.065, 1.230, 1.500, 1.950, 2.800, 4.500, 6.200};

const Coefficients& coefficients_of(double clearness) {
  const auto end = std::upper_bound(kClassEnds.begin(), kClassEnds.end(), clearness);
  return kAllSites[static_cast<std::size_t>(end - kClassEnds.begin())];
}

// Eqs. 1, 2, 6 and 9 of the paper.
SkyDiffuse perez(const SkyInput& input) {
  const auto& [ghi, dni, dhi] = input.irradiance;
  const double zenith = portable::atan2(
      std::sqrt(std::max(1 - input.sine_of_elevation * input.sine_of_elevation, 0.0)),
      input.sine_of_elevation);
  const double cubed = kZenithWeight * zenith * zenith * zenith;
  const double clearness = ((dhi + dni) / dhi + cubed) / (1 + cubed);
  const double brightness = dhi * input.relative_air_mass / input.extraterrestrial_w_per_m2;
  const Coefficients& f = coefficients_of(clearness);
  const double around_sun = std::max(f[0] + f[1] * brightness + f[2] * zenith, 0.0);
  const double at_horizon = f[3] + f[4] * brightness + f[5] * zenith;
  return {dhi * (1 - around_sun),
          dhi * around_sun / std::max(input.sine_of_elevation, kSineOf5Degrees), dhi * at_horizon};
}

SkyDiffuse hay_davies(const SkyInput& input) {
  const double transparency = std::min(input.irradiance.dni / input.extraterrestrial_w_per_m2, 1.0);
  const double dhi = input.irradiance.dhi;
  return {dhi * (1 - transparency),
          dhi * transparency / std::max(input.sine_of_elevation, kSineOf1Degree), 0};
}

}  // namespace

SkyDiffuse sky_diffuse(SkyModel model, const SkyInput& input) {
  const double dhi = input.irradiance.dhi;
  if (dhi <= 0) return {};
  if (input.sine_of_elevation > 0 && model == SkyModel::kPerez) return perez(input);
  if (input.sine_of_elevation > 0 && model == SkyModel::kHayDavies) return hay_davies(input);
  return {dhi, 0, 0};
}

double diffuse_on(const Plane& plane, const Direction& sun, const SkyDiffuse& sky) {
  const double facing_sun = std::max(plane.cosine_of_incidence(sun), 0.0);
  return std::max(sky.isotropic * plane.sky_share() + sky.circumsolar * facing_sun +
                      sky.horizon * plane.sine_of_tilt(),
                  0.0);
}

}  // namespace peerwatt::solar
