// Days of the synthetic sky against days of measured roofs; README.md says what may differ.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/core/summation.hpp"

#include "agents/solar/pv_system.hpp"
#include "agents/weather/synthetic_sky.hpp"

#include "tests/validation/photovoltaics/reference_table.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using peerwatt::testing::public_data;
using peerwatt::testing::ReferenceTable;

namespace {

constexpr std::array kShares{0.1, 0.25, 0.5, 0.75, 0.9};
constexpr std::uint64_t kSeeds = 6;

// Daily yields, kWh per kWp.
struct Days {
  std::vector<double> yields;

  double mean() const { return accurate_sum(yields) / static_cast<double>(yields.size()); }
  double quantile(double share) const {
    std::vector<double> sorted = yields;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
  }
};

// What a period of days is, and the roof of a kWp that stands for those measured.
struct Period {
  SimTime begin;  // midnight, standard time
  std::size_t days;
  solar::Site site;
  solar::Roof roof;
  double mean_clear_sky_index;
  double air_c;
};

Days synthetic_days(const Period& period, std::uint64_t seed) {
  const weather::SyntheticSky sky{{.seed = seed,
                                   .mean_clear_sky_index = period.mean_clear_sky_index,
                                   .air_c = period.air_c,
                                   .wind_m_per_s = 2},
                                  period.site};
  const std::array roofs{period.roof};
  const solar::PvSystem home{roofs, {}};
  const Duration slot = Duration::from_seconds(3600);
  Days days;
  for (std::size_t day = 0; day < period.days; ++day) {
    double sum_kwh = 0;
    for (std::int64_t i = 0; i < 24; ++i) {
      const SimTime start = period.begin + (24 * static_cast<std::int64_t>(day) + i) * slot;
      sum_kwh += home.ac_kwh(solar::sky_of_slot(solar::SkyModel::kPerez, start, slot, period.site,
                                                sky.over(start, slot)),
                             slot);
    }
    days.yields.push_back(sum_kwh / period.roof.peak_kw);
  }
  return days;
}

// Rows of a column added up by days, times a factor.
Days measured_days(const ReferenceTable& table, const std::string& column, double factor) {
  Days days;
  std::string last;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string day = table.text(row, "local_time").substr(0, 10);
    if (day != last) days.yields.push_back(0);
    last = day;
    days.yields.back() += factor * table.number(row, column);
  }
  return days;
}

// How far the synthetic days are off.
struct Differences {
  double mean = 0;            // of the measured mean
  double worst_quantile = 0;  // of quantiles over their mean
};

Differences compare(const char* name, const Days& measured, const Period& period) {
  Days synthetic;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Days days = synthetic_days(period, seed);
    synthetic.yields.insert(synthetic.yields.end(), days.yields.begin(), days.yields.end());
  }
  Differences found{std::abs(synthetic.mean() / measured.mean() - 1), 0};
  std::string text = fmt::format("{}: {:.2f} kWh/kWp a day, measured {:.2f}; quantiles over means",
                                 name, synthetic.mean(), measured.mean());
  for (const double share : kShares) {
    const double ours = synthetic.quantile(share) / synthetic.mean();
    const double theirs = measured.quantile(share) / measured.mean();
    text += fmt::format("; {:.0f} %: {:.2f}, {:.2f}", 100 * share, ours, theirs);
    found.worst_quantile = std::max(found.worst_quantile, std::abs(ours - theirs));
  }
  MESSAGE(text);
  return found;
}

}  // namespace

TEST_CASE("synthetic days yield what half a year of a roof near Sydney did") {
  const auto folder = public_data("profiles");
  if (!folder) return;
  const ReferenceTable table{*folder / "ausgrid_home012_2011H2_30min.csv"};
  const Days measured = measured_days(table, "pv_kw", 0.5 / 1.04);
  REQUIRE(measured.yields.size() == 184);
  const Differences found =
      compare("Sydney", measured,
              {.begin = *parse_utc("2011-07-01T00:00+10:00"),
               .days = 184,
               .site = {.latitude_degree = -33.9, .longitude_degree = 151.2, .altitude_m = 50},
               .roof = {.tilt_degree = 20, .azimuth_degree = 0, .peak_kw = 1},
               .mean_clear_sky_index = 0.67,
               .air_c = 19});
  CHECK(found.mean <= 0.05);
  CHECK(found.worst_quantile <= 0.15);
}

TEST_CASE("synthetic days differ as those of a year of roofs in California did") {
  const auto folder = public_data("profiles");
  if (!folder) return;
  const ReferenceTable table{*folder / "citylearn_california_7homes_2016_17_60min.csv"};
  for (const char* home : {"home01", "home02", "home05"}) {
    const Days measured = measured_days(table, std::string{home} + "_pv_kwh_per_kwp", 1);
    REQUIRE(measured.yields.size() == 365);
    const Differences found =
        compare(home, measured,
                {.begin = *parse_utc("2016-08-01T00:00-08:00"),
                 .days = 365,
                 .site = {.latitude_degree = 34.1, .longitude_degree = -117.4, .altitude_m = 400},
                 .roof = {.tilt_degree = 20, .azimuth_degree = 180, .peak_kw = 1},
                 .mean_clear_sky_index = 0.72,
                 .air_c = 22});
    CHECK(found.worst_quantile <= 0.15);
  }
}
