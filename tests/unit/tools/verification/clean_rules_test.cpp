#include <fstream>

#include "tests/support/part_of_seeds.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/traced_village.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {

using output::FloatWidth;

TEST_CASE("a leader that minimizes its outlay, or searches by sums, verifies clean") {
  for (std::uint64_t seed = 1; seed <= testing::part_of_seeds(20); ++seed) {
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

TEST_CASE("recorded prices verify clean, those below the base tariff too") {
  const test::TemporaryFolder folder;
  std::ofstream{folder / "prices.csv"}
      << "time,price\n00:00,0.2\n06:00,0.3\n12:00,0.15\n18:00,0.5\n";
  profiles::ProfileLayout layout;
  layout.name = "prices";
  layout.path = folder / "prices.csv";
  layout.file = layout.path.string();
  layout.time_column = "time";
  layout.time_format = profiles::TimeFormat::kTimeOfDay;
  layout.step_s = 6 * 3600;
  layout.unit = profiles::CellUnit::kPrice;
  scenario::Scenario scenario = test::village();
  scenario.profiles = {layout};
  scenario.leader.rule = scenario::LeaderRule::kReplay;
  scenario.leader.profile = "prices";
  scenario.leader.column = "price";
  CHECK(test::failures(scenario) == "");
}

TEST_CASE("offline market places and late announcements verify clean, order by order") {
  scenario::Scenario scenario = test::village();
  const auto hour = [&](std::int64_t of_day) {
    return scenario.clock.start + Duration::from_seconds(3600 * of_day);
  };
  scenario.faults.auctioneers = {{"z001", {hour(10), hour(18)}}};
  scenario.faults.late_announcements = {{{hour(16), hour(19)}, 3500}};
  CHECK(test::failures(scenario, {.file = {}, .level = output::TraceLevel::kOrders}) == "");
}

TEST_CASE("coalitions that form and divide by Shapley verify clean") {
  for (std::uint64_t seed = 1; seed <= testing::part_of_seeds(20); ++seed) {
    CAPTURE(seed);
    scenario::Scenario scenario = testing::scarce_day(seed);
    scenario.coalition.network_charge = seed % 3 == 0 ? 0.0 : 0.3 * static_cast<double>(seed % 3);
    if (seed % 4 == 0) scenario.coalition.radius_km = 0.1;
    if (seed % 2 == 0) scenario.coalition.shares = scenario::SharesRule::kShapley;
    CHECK(test::failures(scenario) == "");
  }
}

TEST_CASE("virtual power plants verify clean, in either precision") {
  for (std::uint64_t seed = 1; seed <= testing::part_of_seeds(40); ++seed) {
    CAPTURE(seed);
    const scenario::Scenario scenario = testing::random_power_plant(seed);
    CHECK(test::failures(scenario) == "");
    CHECK(test::failures(scenario, {.file = {}, .floats = FloatWidth::kFloat32}) == "");
  }
}

}  // namespace peerwatt::verification
