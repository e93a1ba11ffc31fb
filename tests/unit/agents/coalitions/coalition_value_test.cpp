#include "agents/coalitions/coalition_value.hpp"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

TEST_CASE("a coalition is worth the spread on what its members can trade") {
  // min(3, 2) kWh * (0.30 - 0.10)
  CHECK(CoalitionValue{3, 2}.value(0.30, 0.10) == doctest::Approx(0.40));
  CHECK(CoalitionValue{2, 3}.value(0.30, 0.10) == doctest::Approx(0.40));
}

TEST_CASE("sellers alone and buyers alone are worth nothing") {
  CHECK(CoalitionValue{3, 0}.value(0.30, 0.10) == 0);
  CHECK(CoalitionValue{0, 3}.value(0.30, 0.10) == 0);
}

TEST_CASE("a merge gains the spread on what one has left over and the other lacks") {
  for (const double a : {0.0, 1.0, 2.0, 5.0}) {
    for (const double b : {0.0, 1.0, 3.0, 4.0}) {
      const CoalitionValue one{a, 2}, other{b, 3}, both{a + b, 5};
      const auto value = [](const CoalitionValue& of) { return of.value(0.5, 0.25); };
      const double left = a - 2, lacks = b - 3;
      const double matched = left * lacks < 0 ? std::min(std::abs(left), std::abs(lacks)) : 0;
      CHECK(value(both) - value(one) - value(other) == 0.25 * matched);
    }
  }
}

}  // namespace
}  // namespace peerwatt::game
