#include "agents/weather/irradiance_parts.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

#include "agents/solar/daylight.hpp"
#include "agents/solar/decomposition.hpp"

namespace peerwatt::weather {
namespace {

constexpr double kSineOf3Degrees = 0.052336;

solar::Irradiance from_global_and_diffuse(double ghi, double dhi, double sine) {
  if (sine < kSineOf3Degrees || dhi >= ghi) return {ghi, 0, ghi};
  return {ghi, (ghi - dhi) / sine, dhi};
}

}  // namespace

solar::Irradiance complete_irradiance(const KnownParts& known, SimTime start, Duration length,
                                      const solar::Site& site) {
  if (!sufficient(known)) throw LogicError{"an irradiance needs its global part, or two parts"};
  const solar::SunPosition sun = solar::sunlit_part(start, length, site).sun;
  const double sine = std::max(sun.direction.up, 0.0);
  const double ghi = std::max(known.ghi.value_or(0), 0.0);
  const double dni = std::max(known.dni.value_or(0), 0.0);
  const double dhi = std::max(known.dhi.value_or(0), 0.0);
  if (known.dni && known.dhi) return {known.ghi ? ghi : dni * sine + dhi, dni, dhi};
  if (known.dhi) return from_global_and_diffuse(ghi, dhi, sine);
  if (known.dni) return {ghi, dni, std::max(ghi - dni * sine, 0.0)};
  return solar::erbs_decomposition(ghi, sine, solar::extraterrestrial_w_per_m2(sun.distance_au));
}

}  // namespace peerwatt::weather
