#include "agents/devices/inverter.hpp"

#include <cmath>

#include <doctest/doctest.h>

using namespace peerwatt::devices;

TEST_CASE(
    "up to half of the peak power nothing is drawn, at full power by the least power factor") {
  CHECK(reactive_by_power(2, 4, 0.9) == 0);
  CHECK(reactive_by_power(4, 4, 0.9) == doctest::Approx(4 * std::tan(std::acos(0.9))));
  // Half of the way from 1 to 0.9.
  CHECK(reactive_by_power(3, 4, 0.9) == doctest::Approx(3 * std::tan(std::acos(0.95))));
  CHECK(reactive_by_power(5, 4, 0.9) == doctest::Approx(5 * std::tan(std::acos(0.9))));
  CHECK(reactive_by_power(0, 0, 0.9) == 0);
}

TEST_CASE("small inverters have a power factor of 0.95 at full power, others 0.9") {
  CHECK(power_factor_at_full_power(4.6) == 0.95);
  CHECK(power_factor_at_full_power(4.7) == 0.9);
}

TEST_CASE("active power comes first, and an inverter without sun is off") {
  CHECK(reactive_limit_kvar(3, 5) == 4);
  CHECK(reactive_limit_kvar(5, 5) == 0);
  CHECK(reactive_limit_kvar(6, 5) == 0);
  CHECK(reactive_limit_kvar(0, 5) == 0);
}

// Table 8 of IEEE Std 1547-2018, category B; table 3.7 of AS/NZS 4777.2:2020, Australia A.
TEST_CASE("curves of standards are those of their tables") {
  const VoltVarCurve& category_b = volt_var_curve({.reactive_power = ReactivePower::kCategoryB});
  CHECK(category_b == VoltVarCurve{{0.92, 0.98, 1.02, 1.08}, 44, 44});
  const VoltVarCurve& australia = volt_var_curve({.reactive_power = ReactivePower::kAustraliaA});
  CHECK(230 * australia.voltage_pu[0] == doctest::Approx(207));
  CHECK(230 * australia.voltage_pu[1] == doctest::Approx(220));
  CHECK(230 * australia.voltage_pu[2] == doctest::Approx(240));
  CHECK(230 * australia.voltage_pu[3] == doctest::Approx(258));
  CHECK(australia.fed_in_percent == 44);
  CHECK(australia.drawn_percent == 60);
  const InverterSettings own{.reactive_power = ReactivePower::kOwnCurve,
                             .curve = {{0.9, 0.95, 1.05, 1.1}, 30, 40}};
  CHECK(volt_var_curve(own) == own.curve);
}

TEST_CASE("only curves answer to the voltage") {
  CHECK_FALSE(answers_to_voltage(ReactivePower::kByPowerFactor));
  CHECK_FALSE(answers_to_voltage(ReactivePower::kByPower));
  CHECK(answers_to_voltage(ReactivePower::kCategoryB));
  CHECK(answers_to_voltage(ReactivePower::kAustraliaA));
  CHECK(answers_to_voltage(ReactivePower::kOwnCurve));
}
