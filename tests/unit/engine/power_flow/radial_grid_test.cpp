#include "engine/power_flow/radial_grid.hpp"

#include "tests/unit/engine/power_flow/forests.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::GridPart;
using power_flow::RadialGrid;

TEST_CASE("parents come before their children, the root first") {
  std::mt19937_64 random{1};
  for (int i = 0; i < 20; ++i) {
    const network::DistributionNetwork network{test::any_feeder(random, test::Extras::kAll)};
    const RadialGrid grid{network};
    REQUIRE(grid.size() == network.bus_count());
    CHECK(grid.buses[0] == network.root());
    for (std::uint32_t n = 1; n < grid.size(); ++n) {
      CHECK(grid.parents[n] < n);
      CHECK(grid.positions[grid.buses[n].index()] == n);
      CHECK(grid.buses[grid.parents[n]] == network.parent(grid.buses[n]));
    }
  }
}

TEST_CASE("parts are whole subtrees of the root in breadth-first order, none of them small") {
  std::mt19937_64 random{2};
  for (int i = 0; i < 5; ++i) {
    const network::DistributionNetwork network{
        test::large_forest(random, test::Extras::kNone).whole};
    const RadialGrid grid{network};
    REQUIRE(grid.parts.size() > 2);
    std::uint32_t next = 1;
    for (const GridPart& part : grid.parts) {
      CHECK(part.begin == next);
      CHECK(part.end - part.begin >= RadialGrid::kLeastPart);
      for (std::uint32_t n = part.begin; n < part.end; ++n) {
        CHECK((grid.parents[n] == 0) == (n < part.tops_end));
        CHECK((grid.parents[n] == 0 || grid.parents[n] >= part.begin));
        if (n == part.begin) continue;
        CHECK(network.depth(grid.buses[n]) >= network.depth(grid.buses[n - 1]));
      }
      next = part.end;
    }
    CHECK(next == grid.size());
  }
}

TEST_CASE("one subtree, small networks and held voltages give one part") {
  std::mt19937_64 random{3};
  network::FeederDescription feeder = test::large_forest(random, test::Extras::kNone).whole;
  const auto parts = [&feeder] { return RadialGrid{network::DistributionNetwork{feeder}}.parts; };
  REQUIRE(parts().size() > 2);
  feeder.buses.back().held_voltage_pu = 1;
  CHECK(parts().size() == 1);
  CHECK(parts()[0].end == feeder.buses.size());
  feeder.buses.back().held_voltage_pu.reset();
  feeder.buses[0].held_voltage_pu = 1;  // the source holds its own
  CHECK(parts().size() > 2);
  feeder = test::any_feeder(random, test::Extras::kNone, 500);
  CHECK(parts().size() == 1);
}

TEST_CASE("ohm and kW become per unit, halves of charging lie at both ends") {
  network::FeederDescription feeder = test::two_buses(0.1, 0.2);
  feeder.base_kv = 2;  // 4 ohm are 1 p.u.
  feeder.buses[1].shunt_kvar = 100;
  feeder.lines[0].charging_kvar = 50;
  feeder.lines[0].iron_loss_kw = 10;
  feeder.lines[0].tap_ratio = 1.25;
  const RadialGrid grid{network::DistributionNetwork{feeder}};
  CHECK(grid.base_kva == 1000);
  CHECK(grid.resistance[1] == doctest::Approx(0.025));
  CHECK(grid.reactance[1] == doctest::Approx(0.05));
  CHECK(grid.inverse_ratio[1] == doctest::Approx(0.8));
  CHECK(grid.susceptance[1] == doctest::Approx(0.1 + 0.025));
  CHECK(grid.conductance[1] == doctest::Approx(0.005));
  CHECK(grid.susceptance[0] == doctest::Approx(0.025 * 0.8 * 0.8));
}

TEST_CASE("a ratio at the far end is moved to the near one") {
  network::FeederDescription feeder = test::two_buses(0.1, 0.2);
  std::swap(feeder.lines[0].from, feeder.lines[0].to);
  feeder.lines[0].tap_ratio = 0.8;
  const RadialGrid grid{network::DistributionNetwork{feeder}};
  CHECK(grid.inverse_ratio[1] == doctest::Approx(0.8));
  CHECK(grid.resistance[1] == doctest::Approx(0.1 * 0.64));
}
