#pragma once

#include <optional>

#include "engine/core/simulated_time.hpp"

#include "agents/solar/irradiance.hpp"
#include "agents/solar/site.hpp"

namespace peerwatt::weather {

// What is known of an irradiance, W/m2.
struct KnownParts {
  std::optional<double> ghi;
  std::optional<double> dni;
  std::optional<double> dhi;
};

// Whether all three parts follow: from the global one alone, or from any two.
constexpr bool sufficient(const KnownParts& known) {
  return known.ghi.has_value() || (known.dni.has_value() && known.dhi.has_value());
}

// The three parts as means over an interval, by the sun in the middle of its sunlit part: global is
// direct times the sine of the elevation plus diffuse; from the global one alone by the correlation
// of Erbs et al. Below 3 degrees all unknown light is diffuse. Readings below 0 are 0. Throws
// LogicError where the parts do not suffice.
solar::Irradiance complete_irradiance(const KnownParts& known, SimTime start, Duration length,
                                      const solar::Site& site);

}  // namespace peerwatt::weather
