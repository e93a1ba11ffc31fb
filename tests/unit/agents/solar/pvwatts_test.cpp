#include "agents/solar/pvwatts.hpp"

#include <array>

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("modules give their peak power in standard conditions") {
  CHECK(dc_power(4, 1000, 25, -0.004) == 4);
  CHECK(dc_power(4, 250, 25, -0.004) == 1);
  CHECK(dc_power(4, 1000, 50, -0.004) == 3.6);
  CHECK(dc_power(4, 1000, 0, -0.004) == 4.4);
}

TEST_CASE("modules never consume") {
  CHECK(dc_power(4, 1000, 400, -0.004) == 0);
  CHECK(dc_power(4, 0, 25, -0.004) == 0);
}

TEST_CASE("losses follow each other") {
  constexpr std::array kLosses{0.5, 0.5, 0.0};
  CHECK(combined_loss(kLosses) == 0.75);
  CHECK(combined_loss({}) == 0);
  CHECK(default_loss() == doctest::Approx(0.1408).epsilon(0.001));
}

TEST_CASE("an inverter gives its rating from its greatest input, and no more") {
  const Inverter inverter{.ac_rating = 4.8, .nominal_efficiency = 0.96};
  // 0.9858 - 0.0162 - 0.0059 = 0.9637, the reference.
  CHECK(ac_power(inverter, 5) == doctest::Approx(4.8).epsilon(1e-12));
  CHECK(ac_power(inverter, 6) == 4.8);
  CHECK(ac_power(inverter, 2.5) == doctest::Approx(2.5 * 0.96 * 0.9659 / 0.9637).epsilon(1e-12));
}

TEST_CASE("an inverter without enough light gives nothing") {
  const Inverter inverter{.ac_rating = 4.8, .nominal_efficiency = 0.96};
  CHECK(ac_power(inverter, 0.01) == 0);
  CHECK(ac_power(inverter, 0) == 0);
  CHECK(ac_power(inverter, -1) == 0);
  CHECK(ac_power({.ac_rating = 0}, 1) == 0);
}

}  // namespace
}  // namespace peerwatt::solar
