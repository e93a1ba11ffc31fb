#include "agents/game/coalition_value.hpp"

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

}  // namespace
}  // namespace peerwatt::game
