#include "agents/market/lie.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("a lie pays where it gains more than roundings may") {
  Lie lie{.utility = 0.5, .utility_lying = 0.75, .rounding = 0.25};
  CHECK(lie.gain() == 0.25);
  CHECK_FALSE(lie.pays());
  lie.rounding = 0.125;
  CHECK(lie.pays());
  lie.utility_lying = 0.25;
  CHECK_FALSE(lie.pays());
}

TEST_CASE("the rounding of a gain grows with the owner's energy and, much less, with all energy") {
  // 2 * (1e-9 * 10 + 1e-13 * 1e6)
  CHECK(rounding_of_gain(2, 10, 1e6) == doctest::Approx(2.2e-7));
  CHECK(rounding_of_gain(2, 0, 1e6) == doctest::Approx(2e-7));
  CHECK(rounding_of_gain(0, 10, 1e6) == 0);
}

TEST_CASE("every kind of lie has its name at its number") {
  const auto name = [](LieKind kind) { return kLieNames[static_cast<std::size_t>(kind)]; };
  CHECK(name(LieKind::kPrice) == "price");
  CHECK(name(LieKind::kQuantityAndPrice) == "quantity and price");
  CHECK(name(LieKind::kFalseName) == "false name");
  CHECK(static_cast<std::size_t>(LieKind::kFalseName) + 1 == kLieKinds);
}

}  // namespace
}  // namespace peerwatt::market
