#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "agents/solar/site.hpp"
#include "agents/solar/sky.hpp"

namespace peerwatt::weather {

struct SyntheticSkySettings {
  std::uint64_t seed = 0;
  std::uint64_t region = 0;  // sites with one number share their clouds
  // Mean over the days of the clear-sky index, which is the global irradiance over that of a
  // cloudless sky; above 0.06 and below 0.99.
  double mean_clear_sky_index = 0.7;
  double linke_turbidity = 3;
  double air_c = 20;
  double wind_m_per_s = 1;
};

// Weather made of random numbers that are looked up, so that any slot may be asked for by itself:
//   - the clear-sky index of a day has the distribution that Bendt, Collares-Pereira and Rabl,
//     "The frequency distribution of daily insolation values", Solar Energy 27 (1981), found for
//     the clearness index: exponential between that of the darkest day and that of a clear one, by
//     the mean alone. Days follow each other as an autoregressive process of the first order, with
//     a correlation of 0.29 (Graham, Hollands and Huget, Solar Energy 40 (1988));
//   - within the day it varies by an autoregressive process of hours, whose spread and correlation
//     follow from the day's clearness (Aguiar and Collares-Pereira, "TAG: a time-dependent,
//     autoregressive, Gaussian model for generating synthetic hourly radiation", Solar Energy 49
//     (1992));
//   - the cloudless sky is that of Ineichen and Perez, and direct and diffuse light are divided by
//     Erbs et al.
// Variation within the hour is left out: slots of minutes are smoother than they should be.
class SyntheticSky {
 public:
  // Throws LogicError where the mean is out of range.
  SyntheticSky(const SyntheticSkySettings& settings, const solar::Site& site);

  // The means over a slot of up to some hours.
  solar::Conditions over(SimTime start, Duration length) const;

  // The clear-sky index of a solar day at the site, counted from 1970.
  double index_of_day(std::int64_t day) const;
  // The clear-sky index of an instant; 0.02 to 1.1.
  double index_at(SimTime time) const;

 private:
  SyntheticSkySettings settings_;
  solar::Site site_;
  double skewness_ = 0;  // of the distribution of days
};

// The quantile of a distribution of days between the darkest and a clear one, and its mean; the
// larger the skewness, the more clear days.
double bendt_quantile(double skewness, double share);
double bendt_mean(double skewness);

}  // namespace peerwatt::weather
