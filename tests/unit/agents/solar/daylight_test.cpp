#include "agents/solar/daylight.hpp"

#include <cmath>
#include <initializer_list>

#include "agents/solar/site.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

constexpr Site kGreenwich{.latitude_degree = 51.48};
constexpr Site kEquator{};
constexpr Site kTromso{.latitude_degree = 69.65, .longitude_degree = 18.96};
constexpr Duration kHour = Duration::from_seconds(3600);

SimTime at(const char* text) {
  return *parse_utc(text);
}

TEST_CASE("noon moves with the longitude, and by the equation of time") {
  // The sun is four times a year as late as the clock; on 3 November it is 16.4 minutes early.
  const Daylight day = daylight_around(at("2024-11-03T12:00Z"), kGreenwich);
  CHECK((at("2024-11-03T12:00Z") - day.noon).seconds() / 60 ==
        doctest::Approx(16.45).epsilon(0.005));
  Site east = kGreenwich;
  east.longitude_degree = 15;
  CHECK((day.noon - daylight_around(day.noon, east).noon).seconds() ==
        doctest::Approx(3600).epsilon(0.001));
}

TEST_CASE("the sun is half a degree below the horizon where it rises and sets") {
  for (const char* noon : {"2024-03-20T12:00Z", "2024-06-21T12:00Z", "2024-12-21T12:00Z"}) {
    const Daylight day = daylight_around(at(noon), kGreenwich);
    CHECK(day.kind == Daylight::Kind::kSunRises);
    for (const SimTime time : {day.sunrise, day.sunset}) {
      // What we see from the earth's surface is lower by the parallax, 0.0024 degree.
      CHECK(sun_position(time, kGreenwich).elevation_degree ==
            doctest::Approx(-0.8333 - 0.0024).epsilon(0.0005));
    }
    CHECK(day.sunrise < day.noon);
    CHECK(day.noon < day.sunset);
  }
}

TEST_CASE("days around the pole have no sunrise") {
  const Daylight summer = daylight_around(at("2024-06-21T11:00Z"), kTromso);
  CHECK(summer.kind == Daylight::Kind::kPolarDay);
  CHECK(summer.sunrise == summer.noon);
  const Daylight winter = daylight_around(at("2024-12-21T11:00Z"), kTromso);
  CHECK(winter.kind == Daylight::Kind::kPolarNight);
  CHECK(winter.sunset == winter.noon);
  for (const double latitude : {-90.0, 90.0}) {
    const Site pole{.latitude_degree = latitude};
    CHECK((daylight_around(at("2024-06-21T12:00Z"), pole).kind == Daylight::Kind::kPolarDay) ==
          (latitude > 0));
  }
}

TEST_CASE("a day of nearly no night is nearly a day long") {
  const Site place{.latitude_degree = 65.7};
  const Daylight day = daylight_around(at("2024-06-12T12:00Z"), place);
  REQUIRE(day.kind == Daylight::Kind::kSunRises);
  CHECK((day.sunset - day.sunrise).hours() > 22);
  CHECK((day.sunset - day.sunrise).hours() < 24);
}

TEST_CASE("a slot by day is sunlit, and one by night is not") {
  const SunlitPart day = sunlit_part(at("2024-03-20T11:00Z"), kHour, kEquator);
  CHECK(day.share == 1);
  CHECK(day.middle == at("2024-03-20T11:30Z"));
  const SunlitPart night = sunlit_part(at("2024-03-20T23:00Z"), kHour, kEquator);
  CHECK(night.share == 0);
  CHECK_FALSE(night.sun.is_up());
}

TEST_CASE("of a slot with a sunrise, the sunlit part counts") {
  // At the equator, near the equinox, the centre of the sun appears at 6:05.
  const SunlitPart early = sunlit_part(at("2024-03-20T05:30Z"), kHour, kEquator);
  // A straight line does not see the refraction, which lifts the sun two minutes earlier.
  CHECK(std::abs(early.share - 25.0 / 60) < 2.5 / 60);
  CHECK((early.middle - at("2024-03-20T06:30Z")).seconds() ==
        doctest::Approx(-early.share * 1800).epsilon(1e-6));
  CHECK(early.sun.is_up());
  const SunlitPart just = sunlit_part(at("2024-03-20T05:10Z"), kHour, kEquator);
  CHECK(just.share == doctest::Approx(5.0 / 60).epsilon(0.03));
  CHECK(just.sun.is_up());
}

TEST_CASE("of a slot with a sunset, the sunlit part counts") {
  // It disappears at 18:09.
  const SunlitPart late = sunlit_part(at("2024-03-20T17:30Z"), kHour, kEquator);
  CHECK(late.share == doctest::Approx(39.0 / 60).epsilon(0.02));
  CHECK((late.middle - at("2024-03-20T17:30Z")).seconds() ==
        doctest::Approx(late.share * 1800).epsilon(1e-6));
  const SunlitPart nearly = sunlit_part(at("2024-03-20T18:00Z"), kHour, kEquator);
  CHECK(nearly.share == doctest::Approx(9.0 / 60).epsilon(0.03));
  CHECK(nearly.sun.is_up());
}

TEST_CASE("a noon between two dark ends is sunlit in part") {
  // On this day the sun in Tromso appears for less than two hours.
  const Daylight day = daylight_around(at("2024-11-24T11:00Z"), kTromso);
  REQUIRE(day.kind == Daylight::Kind::kSunRises);
  const Duration length = Duration::from_seconds(3 * 3600);
  const SunlitPart part = sunlit_part(day.noon - Duration::from_seconds(5400), length, kTromso);
  CHECK(part.share > 0);
  CHECK(part.share < 0.5);
  CHECK(part.sun.is_up());
  CHECK(std::abs((part.middle - day.noon).seconds()) < 60);
}

TEST_CASE("of a slot around a short night, the longer sunlit part counts") {
  // Below the polar circle the sun of midsummer is below the horizon for about an hour.
  const Site place{.latitude_degree = 65.8};
  const SimTime night = *parse_utc("2024-06-21T00:01:50Z");
  REQUIRE_FALSE(sun_position(night, place).is_up());
  const SunlitPart part =
      sunlit_part(night - Duration::from_seconds(5500), Duration::from_seconds(10800), place);
  CHECK(part.share > 0);
  CHECK(part.share < 0.95);
  CHECK(part.sun.is_up());
  CHECK(part.middle < night);
  const SunlitPart later =
      sunlit_part(night - Duration::from_seconds(5300), Duration::from_seconds(10800), place);
  CHECK(later.middle > night);
  CHECK(later.sun.is_up());
}

}  // namespace
}  // namespace peerwatt::solar
