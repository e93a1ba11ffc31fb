#include "agents/weather/synthetic_sky.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/contracts.hpp"
#include "engine/core/portable_math.hpp"
#include "engine/core/random.hpp"

#include "agents/solar/air_mass.hpp"
#include "agents/solar/clear_sky.hpp"
#include "agents/solar/daylight.hpp"
#include "agents/solar/decomposition.hpp"
#include "agents/solar/refraction.hpp"

namespace peerwatt::weather {
namespace {

constexpr double kDarkest = 0.05, kClear = 1;  // clear-sky index of days
constexpr double kLeastOfHour = 0.02, kMostOfHour = 1.1;
constexpr double kCorrelationOfDays = 0.29;
constexpr double kClearnessOfClearDay =
    0.75;                          // index of clearness where that of the clear sky is 1
constexpr double kSteepest = 200;  // skewness; beyond it the mean hardly moves
constexpr std::int64_t kHourS = 3600, kDayS = 86400;
constexpr int kRemembered = 12;  // steps; what is older adds less than 0.44^12, 5e-5

// A number of a standard normal distribution that depends on those before it: a sum of independent
// normals with weights that fall as correlation^k, which is the autoregressive process of the first
// order but for the oldest, and needs no state.
double correlated_normal(const RandomAddress& address, double correlation) {
  double sum = 0, weight = 1, squares = 0;
  for (std::uint64_t k = 0; k < kRemembered; ++k) {
    RandomAddress step = address;
    step.draw = (address.draw - k) & ((std::uint64_t{1} << 56) - 1);
    sum += weight * standard_normal(step);
    squares += weight * weight;
    weight *= correlation;
  }
  return sum / std::sqrt(squares);
}

// The normal distribution function, within 8e-8 (Abramowitz and Stegun, Handbook of Mathematical
// Functions, 26.2.17).
double normal_share(double x) {
  const double t = 1 / (1 + 0.2316419 * std::abs(x));
  const double tail =
      portable::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi) * t *
      (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

double skewness_of_mean(double mean) {
  double low = -kSteepest, high = kSteepest;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (bendt_mean(middle) < mean ? low : high) = middle;
  }
  return (low + high) / 2;
}

// The spread of hours around a day, and the correlation of one with the next, by the clearness of
// the day (Aguiar and Collares-Pereira, 1992; the spread is that of a high sun).
double spread_of_hours(double clearness) {
  const double distance = clearness - 0.35;
  return 0.14 * portable::exp(-20 * distance * distance);
}
double correlation_of_hours(double clearness) {
  return 0.38 + 0.06 * portable::cos(7.4 * clearness - 2.5);
}

std::int64_t floor_divided(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

double bendt_quantile(double skewness, double share) {
  if (std::abs(skewness) < 1e-6) return kDarkest + share * (kClear - kDarkest);
  // Of log(exp(g a) + share*(exp(g b) - exp(g a)))/g, without large powers.
  const double width = skewness * (kClear - kDarkest);
  if (skewness > 0) {
    return kClear + portable::log(share + (1 - share) * portable::exp(-width)) / skewness;
  }
  return kDarkest + portable::log(1 - share + share * portable::exp(width)) / skewness;
}

double bendt_mean(double skewness) {
  const double width = skewness * (kClear - kDarkest);
  if (std::abs(width) < 1e-4) {
    return (kDarkest + kClear) / 2 + width / 12 * (kClear - kDarkest);
  }
  // The share of the way from the darkest to the clear day.
  const double share = 1 / (1 - portable::exp(-width)) - 1 / width;
  return kDarkest + share * (kClear - kDarkest);
}

SyntheticSky::SyntheticSky(const SyntheticSkySettings& settings, const solar::Site& site)
    : settings_{settings}, site_{site} {
  if (!(settings.mean_clear_sky_index > 0.06 && settings.mean_clear_sky_index < 0.99)) {
    throw LogicError{"the mean clear-sky index must be above 0.06 and below 0.99"};
  }
  skewness_ = skewness_of_mean(settings.mean_clear_sky_index);
}

double SyntheticSky::index_of_day(std::int64_t day) const {
  const double normal = correlated_normal(
      {settings_.seed, Purpose::kSkyOfDay, settings_.region, static_cast<std::uint64_t>(day)},
      kCorrelationOfDays);
  return bendt_quantile(skewness_, normal_share(normal));
}

double SyntheticSky::index_at(SimTime time) const {
  const std::int64_t solar_s =
      time.seconds() + static_cast<std::int64_t>(std::lround(240 * site_.longitude_degree));
  const double of_day = index_of_day(floor_divided(solar_s, kDayS));
  const double clearness = kClearnessOfClearDay * of_day;
  const double correlation = correlation_of_hours(clearness);
  const std::int64_t hour = floor_divided(solar_s, kHourS);
  const auto normal = [&](std::int64_t number) {
    return correlated_normal(
        {settings_.seed, Purpose::kSkyOfHour, settings_.region, static_cast<std::uint64_t>(number)},
        correlation);
  };
  // Between two hours on a line, stretched to the variance of 1 that it has at its ends.
  const double b = static_cast<double>(solar_s - hour * kHourS) / kHourS, a = 1 - b;
  const double between = (a * normal(hour) + b * normal(hour + 1)) /
                         std::sqrt(a * a + b * b + 2 * a * b * correlation);
  return std::clamp(of_day + spread_of_hours(clearness) * between, kLeastOfHour, kMostOfHour);
}

solar::Conditions SyntheticSky::over(SimTime start, Duration length) const {
  solar::Conditions found{{}, settings_.air_c, settings_.wind_m_per_s};
  const solar::SunlitPart part = solar::sunlit_part(start, length, site_);
  if (part.share <= 0) return found;
  const double sine = part.sun.direction.up;
  const double outside = solar::extraterrestrial_w_per_m2(part.sun.distance_au);
  const double air_mass =
      solar::absolute_air_mass(solar::relative_air_mass(part.sun.apparent_elevation_degree),
                               solar::standard_pressure_pa(site_.altitude_m));
  const double clear = solar::ineichen_clear_sky({.sine_of_elevation = sine,
                                                  .absolute_air_mass = air_mass,
                                                  .linke_turbidity = settings_.linke_turbidity,
                                                  .altitude_m = site_.altitude_m,
                                                  .extraterrestrial_w_per_m2 = outside})
                           .ghi;
  const auto [ghi, dni, dhi] =
      solar::erbs_decomposition(index_at(part.middle) * clear, sine, outside);
  found.irradiance = {part.share * ghi, part.share * dni, part.share * dhi};
  return found;
}

}  // namespace peerwatt::weather
