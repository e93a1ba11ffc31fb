#include "agents/weather/synthetic_sky.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "engine/core/contracts.hpp"

#include "agents/solar/daylight.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

constexpr solar::Site kSite{.latitude_degree = 48, .longitude_degree = 15};
constexpr Duration kQuarter = Duration::from_seconds(900);

TEST_CASE("the distribution of days has the mean that is asked for") {
  for (const double skewness : {-50.0, -3.0, -1e-9, 0.0, 0.01, 2.0, 40.0}) {
    double sum = 0;
    constexpr int kParts = 20000;
    for (int i = 0; i < kParts; ++i) sum += bendt_quantile(skewness, (i + 0.5) / kParts);
    CHECK(sum / kParts == doctest::Approx(bendt_mean(skewness)).epsilon(1e-4));
  }
  CHECK(bendt_mean(0) == 0.525);
  CHECK(bendt_mean(5) > 0.7);
}

TEST_CASE("days lie between the darkest and a clear one") {
  for (const double skewness : {-200.0, -1.0, 0.0, 1.0, 200.0}) {
    CHECK(bendt_quantile(skewness, 0) == doctest::Approx(0.05).epsilon(1e-9));
    CHECK(bendt_quantile(skewness, 1) == doctest::Approx(1).epsilon(1e-9));
    CHECK(bendt_quantile(skewness, 0.3) < bendt_quantile(skewness, 0.6));
  }
}

TEST_CASE("days have the mean, and follow each other") {
  constexpr int kDays = 20000;
  for (const double mean : {0.3, 0.525, 0.8}) {
    const SyntheticSky sky{{.seed = 7, .mean_clear_sky_index = mean}, kSite};
    double sum = 0, squares = 0, products = 0;
    for (int day = 0; day < kDays; ++day) {
      const double index = sky.index_of_day(day) - mean;
      sum += index;
      squares += index * index;
      products += index * (sky.index_of_day(day + 1) - mean);
    }
    // The standard error of the mean of so many days, of which each knows of the one before, is
    // 0.0026 at most; that of the correlation 0.007. The normals behind the days have 0.29, and
    // the days, whose distribution is another, a little less.
    CHECK(std::abs(sum / kDays) < 0.01);
    CHECK(std::abs(products / squares - 0.27) < 0.03);
  }
}

TEST_CASE("hours vary around their day, and follow each other") {
  const SyntheticSky sky{{.seed = 7, .mean_clear_sky_index = 0.5}, kSite};
  double squares = 0, products = 0;
  int pairs = 0;
  for (std::int64_t day = 0; day < 3000; ++day) {
    const double of_day = sky.index_of_day(day);
    if (of_day < 0.4 || of_day > 0.55) continue;  // where the limits cut hardly anything
    for (std::int64_t hour = 0; hour < 23; ++hour) {
      const auto at = [&](std::int64_t h) {
        return SimTime::from_seconds(day * 86400 + h * 3600 -
                                     3600);  // solar time at 15 degrees east
      };
      const double a = sky.index_at(at(hour)) - of_day, b = sky.index_at(at(hour + 1)) - of_day;
      squares += a * a;
      products += a * b;
      ++pairs;
    }
  }
  CHECK(pairs > 5000);
  CHECK(std::abs(std::sqrt(squares / pairs) - 0.138) < 0.003);
  CHECK(std::abs(products / squares - 0.44) < 0.03);
}

TEST_CASE("between the hours the index moves without leaps, and varies as much") {
  const SyntheticSky sky{{.seed = 7, .mean_clear_sky_index = 0.5}, kSite};
  const SimTime noon = *parse_utc("2024-06-15T10:00Z");
  double squares = 0;
  int days = 0;
  for (std::int64_t day = 0; day < 20000; ++day) {
    const SimTime time = noon + Duration::from_seconds(86400 * day + 1800);
    const double of_day = sky.index_of_day(time.seconds() / 86400);
    if (of_day < 0.4 || of_day > 0.55) continue;
    const double distance = sky.index_at(time) - of_day;
    squares += distance * distance;
    ++days;
    CHECK(std::abs(sky.index_at(time) - sky.index_at(time + Duration::from_seconds(1))) < 0.001);
  }
  CHECK(days > 2000);
  // The spread is at most 0.14, and 0.138 on average over such days; the standard error is 0.002.
  CHECK(std::abs(std::sqrt(squares / days) - 0.138) < 0.006);
}

TEST_CASE("days and hours are those of the sun") {
  const solar::Site greenwich{}, east{.longitude_degree = 90};
  const SyntheticSky here{{.seed = 7}, greenwich}, there{{.seed = 7}, east};
  const SimTime time = *parse_utc("2024-06-15T20:10Z");
  CHECK(there.index_at(time) == here.index_at(time + Duration::from_seconds(6 * 3600)));
}

TEST_CASE("a slot looks up its own weather") {
  const SyntheticSky sky{{.seed = 7}, kSite};
  const SyntheticSky same{{.seed = 7}, kSite};
  const SyntheticSky other{{.seed = 8}, kSite};
  const SyntheticSky elsewhere{{.seed = 7, .region = 1}, kSite};
  const SimTime noon = *parse_utc("2024-06-15T11:00Z");
  const double ghi = sky.over(noon, kQuarter).irradiance.ghi;
  CHECK(ghi > 0);
  same.over(noon + kQuarter, kQuarter);
  CHECK(same.over(noon, kQuarter).irradiance.ghi == ghi);
  CHECK(other.over(noon, kQuarter).irradiance.ghi != ghi);
  CHECK(elsewhere.over(noon, kQuarter).irradiance.ghi != ghi);
}

TEST_CASE("it is dark at night") {
  const SyntheticSky sky{{.air_c = -4, .wind_m_per_s = 6}, kSite};
  const auto night = sky.over(*parse_utc("2024-06-15T23:00Z"), kQuarter);
  CHECK(night.irradiance.ghi == 0);
  CHECK(night.irradiance.dni == 0);
  CHECK(night.irradiance.dhi == 0);
  CHECK(night.air_c == -4);
  CHECK(night.wind_m_per_s == 6);
}

TEST_CASE("of a slot in which the sun rises, the dark part counts") {
  const SyntheticSky sky{{.seed = 7}, kSite};
  const SimTime start = *parse_utc("2024-03-20T04:45Z");
  const Duration hour = Duration::from_seconds(3600);
  const solar::SunlitPart part = solar::sunlit_part(start, hour, kSite);
  REQUIRE(part.share > 0.3);
  REQUIRE(part.share < 0.9);
  const Duration lit = Duration::from_seconds(part.share * 3600);
  const auto of_part = sky.over(start + (hour - lit) + Duration::from_seconds(1), lit).irradiance;
  const auto of_hour = sky.over(start, hour).irradiance;
  CHECK(of_hour.ghi == doctest::Approx(part.share * of_part.ghi).epsilon(0.01));
  CHECK(of_hour.dhi == doctest::Approx(part.share * of_part.dhi).epsilon(0.01));
}

TEST_CASE("parts of an irradiance belong together, before 1970 too") {
  const SyntheticSky sky{{.seed = 3, .mean_clear_sky_index = 0.6}, kSite};
  double brightest = 0;
  for (int i = 0; i < 5000; ++i) {
    const SimTime start =
        *parse_utc("1969-06-01T00:00Z") + Duration::from_seconds(3600 * std::int64_t{i} * 7);
    const auto light = sky.over(start, kQuarter).irradiance;
    REQUIRE(std::isfinite(light.dni));
    REQUIRE(light.dni >= 0);
    REQUIRE(light.dhi >= 0);
    REQUIRE(light.dhi <= light.ghi + 1e-9);
    brightest = std::max(brightest, light.ghi);
  }
  CHECK(brightest > 800);
  CHECK(brightest < 1200);
}

TEST_CASE("haze and altitude change the cloudless sky") {
  const SimTime noon = *parse_utc("2024-06-15T11:00Z");
  const double usual = SyntheticSky{{}, kSite}.over(noon, kQuarter).irradiance.ghi;
  CHECK(SyntheticSky{{.linke_turbidity = 6}, kSite}.over(noon, kQuarter).irradiance.ghi < usual);
  solar::Site high = kSite;
  high.altitude_m = 2000;
  CHECK(SyntheticSky{{}, high}.over(noon, kQuarter).irradiance.ghi > usual);
}

TEST_CASE("a mean that no days can have is refused") {
  for (const double mean : {0.0, 0.06, 0.99, 1.0, std::nan("")}) {
    CHECK_THROWS_AS((SyntheticSky{{.mean_clear_sky_index = mean}, kSite}), LogicError);
  }
}

}  // namespace
}  // namespace peerwatt::weather
