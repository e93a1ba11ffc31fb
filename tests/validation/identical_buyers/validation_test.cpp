#include <algorithm>
#include <cmath>
#include <filesystem>

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

TEST_CASE("identical buyers of a shared supply see the price worked out by hand") {
  const std::filesystem::path folder{PEERWATT_VALIDATION_CASE};
  const scenario::LoadedScenario loaded = scenario::load_scenario(folder / "scenario.yaml");
  const MemorySink run = run_in_memory(loaded.scenario);
  REQUIRE(run.slots.size() == 24);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const KeptSlot& slot = run.slots[hour];
    const double supply = 0.25 * static_cast<double>(hour);
    const double traded = std::min(supply, 5.0);
    const double price = 0.9 - 0.65 * traded / 5;
    CAPTURE(hour);
    CHECK(slot.system.is_peak);
    CHECK(slot.system.converged);
    CHECK_FALSE(slot.system.capped);
    CHECK(std::fabs(slot.system.price_sell - price) < 2e-9);
    CHECK(slot.system.prosumer_supply_kwh < 1e-8);
    CHECK(std::fabs(slot.system.mid_market_energy_kwh - traded) < 1e-8);
    CHECK(std::fabs(slot.system.feed_in_kwh - (supply - traded)) < 1e-8);
    const double bill = traded / 5 * (price + 0.1) / 2;
    for (std::size_t buyer = 0; buyer < 5; ++buyer) {
      CHECK(std::fabs(slot.prosumers.p2p_bought_kwh[buyer] - traded / 5) < 1e-8);
      CHECK(std::fabs(slot.prosumers.balance[buyer] - bill) < 1e-8);
    }
    CHECK(std::fabs(slot.prosumers.balance[5] + 5 * bill + 0.1 * (supply - traded)) < 1e-7);
  }
}
