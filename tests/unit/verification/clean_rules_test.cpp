#include "tests/support/random_scenario.hpp"
#include "tests/unit/verification/traced_village.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {

using output::FloatWidth;

TEST_CASE("a leader that minimizes its outlay, searches by sums or replays verifies clean") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    scenario::Scenario scenario = testing::scarce_day(seed);
    scenario.trace.audit_every = 1;
    scenario.leader.protocol = scenario::Protocol::kIterative;
    CHECK(test::failures(scenario) == "");
    scenario.leader.protocol = scenario::Protocol::kDirect;
    scenario.leader.rule = scenario::LeaderRule::kCostMinimizing;
    scenario.cps.cost.linear = 0.02 * static_cast<double>(seed);
    scenario.cps.capacity_kw = static_cast<double>(seed);
    CHECK(test::failures(scenario) == "");
  }
}

TEST_CASE("coalitions that form and divide by Shapley verify clean") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    scenario::Scenario scenario = testing::scarce_day(seed);
    scenario.coalition.network_charge = seed % 3 == 0 ? 0.0 : 0.3 * static_cast<double>(seed % 3);
    if (seed % 4 == 0) scenario.coalition.radius_km = 0.1;
    if (seed % 2 == 0) scenario.coalition.shares = scenario::SharesRule::kShapley;
    CHECK(test::failures(scenario) == "");
  }
}

TEST_CASE("virtual power plants verify clean, in either precision") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const scenario::Scenario scenario = testing::random_power_plant(seed);
    CHECK(test::failures(scenario) == "");
    CHECK(test::failures(scenario, {.file = {}, .floats = FloatWidth::kFloat32}) == "");
  }
}

}  // namespace peerwatt::verification
