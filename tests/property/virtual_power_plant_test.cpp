#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kScenarios = 48;
constexpr double kTolerance = 1e-9;

template <class Check>
void on_random_plants(Check check) {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const Scenario scenario = random_power_plant(seed);
    CAPTURE(seed);
    REQUIRE(inconsistencies(scenario).empty());
    const MemorySink run = run_in_memory(scenario);
    for (const KeptSlot& slot : run.slots) {
      CAPTURE(slot.index);
      check(scenario, run.description.prosumers, slot);
    }
  }
}

bool near(double a, double b) {
  return std::fabs(a - b) <= kTolerance;
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

}  // namespace

TEST_CASE("on random scenarios with a virtual power plant energy and money are conserved") {
  double delivered = 0;
  on_random_plants([&](const Scenario& scenario, const auto&, const KeptSlot& slot) {
    const recording::SystemRecord& system = slot.system;
    const ProsumerColumns& p = slot.prosumers;
    REQUIRE(slot.certificates.energy_residual_kwh <= kTolerance);
    REQUIRE(slot.certificates.money_residual <= kTolerance);
    REQUIRE(near(total(p.reduction_kwh), system.reduction_delivered_kwh));
    REQUIRE(near(system.cps_balance, system.feed_in_kwh * system.price_feed_in -
                                         system.prosumer_supply_kwh * system.price_sell +
                                         system.reduction_paid));
    for (std::size_t i = 0; i < p.balance.size(); ++i) {
      REQUIRE(near(p.reduction_paid[i], scenario.virtual_power_plant.price * p.reduction_kwh[i]));
      REQUIRE(near(p.balance[i],
                   p.p2p_paid[i] - p.p2p_earned[i] + p.grid_bought_kwh[i] * system.price_sell -
                       p.grid_sold_kwh[i] * system.price_feed_in - p.reduction_paid[i]));
    }
    delivered += system.reduction_delivered_kwh;
  });
  CHECK(delivered > 100);
}

TEST_CASE("on random scenarios batteries that give keep to their power and are never below empty") {
  double beyond_the_house = 0;
  on_random_plants([&](const Scenario& scenario, const auto& statics, const KeptSlot& slot) {
    const double hours = static_cast<double>(scenario.clock.slot_s) / 3600;
    const ProsumerColumns& p = slot.prosumers;
    for (std::size_t i = 0; i < p.load_kwh.size(); ++i) {
      REQUIRE(p.battery_energy_kwh[i] >= 0);
      REQUIRE(p.battery_energy_kwh[i] <= statics.battery_capacity_kwh[i] + kTolerance);
      REQUIRE(std::fabs(p.battery_charged_kwh[i]) <=
              statics.battery_power_kw[i] * hours + kTolerance);
      REQUIRE(std::min(p.deficiency_kwh[i], p.surplus_kwh[i]) <= kTolerance);
      const double missing = std::max(0.0, p.load_kwh[i] - p.generation_kwh[i]);
      const double sold = std::max(0.0, -p.battery_charged_kwh[i] - missing);
      REQUIRE(sold <= p.reduction_kwh[i] + kTolerance);
      beyond_the_house += sold;
    }
  });
  CHECK(beyond_the_house > 10);
}

TEST_CASE("on random scenarios nothing is delivered that was not called, nor called unpromised") {
  int less = 0, all = 0;
  on_random_plants([&](const Scenario& scenario, const auto&, const KeptSlot& slot) {
    const recording::SystemRecord& system = slot.system;
    REQUIRE(near(system.reduction_called_kwh,
                 std::min(system.reduction_requested_kwh, system.reduction_promised_kwh)));
    REQUIRE(system.reduction_delivered_kwh <= system.reduction_called_kwh + kTolerance);
    if (system.reduction_called_kwh <= 0) return;
    const bool whole = near(system.reduction_delivered_kwh, system.reduction_called_kwh);
    if (scenario.network.loss_probability == 0 && system.price_sell == system.price_base) {
      REQUIRE(whole);
    }
    ++(whole ? all : less);
  });
  CHECK(all > 50);
  CHECK(less > 10);
}

TEST_CASE("a random run with a virtual power plant repeats bit for bit") {
  for (std::uint64_t seed = 1; seed <= kScenarios; seed += 3) {
    const Scenario scenario = random_power_plant(seed);
    CAPTURE(seed);
    REQUIRE(first_difference(run_in_memory(scenario), run_in_memory(scenario)) == "");
  }
}
