#include <cmath>
#include <filesystem>
#include <vector>

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

scenario::Scenario the_scenario() {
  const std::filesystem::path folder{PEERWATT_VALIDATION_CASE};
  return scenario::load_scenario(folder / "scenario.yaml").scenario;
}

bool near(double a, double b) {
  return std::fabs(a - b) <= 1e-12;
}

}  // namespace

TEST_CASE("volumes, prices and charges level by level are those worked out by hand") {
  const MemorySink run = run_in_memory(the_scenario());
  REQUIRE(run.slots.size() == 4);
  for (const KeptSlot& slot : run.slots) {
    const recording::SystemRecord& system = slot.system;
    CHECK(near(system.local_energy_kwh, 4));
    CHECK(near(system.local_price_mean.value(), 0.20));
    CHECK(near(system.feeder_energy_kwh, 5));
    CHECK(near(system.feeder_price_mean.value(), 0.14));
    CHECK(near(system.feeder_network_charge, 0.10));
    CHECK(near(system.substation_energy_kwh, 1));
    CHECK(near(system.substation_price_mean.value(), 0.16));
    CHECK(near(system.substation_network_charge, 0.06));
    CHECK(near(system.p2p_energy_kwh, 10));
    CHECK(near(system.p2p_price_min.value(), 0.14));
    CHECK(near(system.p2p_price_max.value(), 0.20));
    CHECK(near(system.prosumer_supply_kwh, 2));
    CHECK(near(system.operator_balance, -0.16));
    CHECK(near(system.auctioneer_balance, 0));
    CHECK(near(system.cps_balance, -0.60));
    CHECK(system.coalition_count == 1);
    const std::vector<double> bills{-1.58, 0.80, 0.30, 0.45, 0.79};
    const std::vector<double> charges{0.08, 0, 0.02, 0.03, 0.03};
    for (std::size_t i = 0; i < bills.size(); ++i) {
      CAPTURE(i);
      CHECK(near(slot.prosumers.balance[i], bills[i]));
      CHECK(near(slot.prosumers.network_charge[i], charges[i]));
      CHECK(slot.prosumers.coalition[i] == 5);  // the sixth market place: the substation's
    }
    CHECK(slot.certificates.energy_residual_kwh < 1e-12);
    CHECK(slot.certificates.money_residual < 1e-12);
  }
}

TEST_CASE("a network charge that eats up the gain ends the trade on its level") {
  scenario::Scenario scenario = the_scenario();
  scenario.market.levels[1].network_charge = 0.10;
  const MemorySink run = run_in_memory(scenario);
  const KeptSlot& slot = run.slots.front();
  CHECK(slot.system.substation_energy_kwh == 0);
  CHECK_FALSE(slot.system.substation_price_mean.has_value());
  CHECK(near(slot.system.feeder_energy_kwh, 5));
  CHECK(near(slot.system.prosumer_supply_kwh, 3));
  CHECK(slot.prosumers.coalition == std::vector<std::int32_t>{3, 3, 3, 3, -1});
}
