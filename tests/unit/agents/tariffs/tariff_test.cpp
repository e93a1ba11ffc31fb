#include "agents/tariffs/tariff.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::tariffs;

TEST_CASE("a window begins with its first minute and ends before its last") {
  const DayWindow evening{17 * 60, 21 * 60};
  CHECK_FALSE(evening.contains(17 * 60 - 1));
  CHECK(evening.contains(17 * 60));
  CHECK(evening.contains(21 * 60 - 1));
  CHECK_FALSE(evening.contains(21 * 60));
}

TEST_CASE("a window up to 24:00 takes the last minute of the day, an empty one takes none") {
  CHECK(DayWindow{22 * 60, 24 * 60}.contains(24 * 60 - 1));
  CHECK_FALSE(DayWindow{600, 600}.contains(600));
}

TEST_CASE("the price is that of the band around the minute, else the flat one") {
  const std::vector<TariffBand> bands{{{7 * 60, 9 * 60}, 0.30}, {{9 * 60, 17 * 60}, 0.15}};
  CHECK(time_of_use_price(bands, 0.2, 0) == 0.2);
  CHECK(time_of_use_price(bands, 0.2, 7 * 60) == 0.30);
  CHECK(time_of_use_price(bands, 0.2, 9 * 60 - 1) == 0.30);
  CHECK(time_of_use_price(bands, 0.2, 9 * 60) == 0.15);  // where the next one begins
  CHECK(time_of_use_price(bands, 0.2, 17 * 60) == 0.2);
  CHECK(time_of_use_price({}, 0.2, 12 * 60) == 0.2);
}
