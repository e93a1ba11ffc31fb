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
constexpr double kTolerance = 1e-9;  // kWh and currency: sums of some hundred doubles of order one

template <class Check>
void on_random_runs(Check check) {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    for (const bool with_plant : {false, true}) {
      CAPTURE(seed);
      CAPTURE(with_plant);
      check(with_plant ? random_power_plant(seed) : random_scenario(seed));
    }
  }
}

// Batteries that sell, from above an empty reserve, where a rule takes both sources of energy.
Scenario with_sales(Scenario scenario) {
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.battery.share = 0.7;
    group.battery.initial_share = 1;
    group.battery.sale_share = 0.8;
  }
  return scenario;
}

Scenario without_storage(Scenario scenario) {
  for (scenario::ProsumerGroup& group : scenario.prosumers) group.battery.share = 0;
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kNever;
  return scenario;
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

}  // namespace

TEST_CASE("on random scenarios who pays whom adds up to value less cost in every slot") {
  on_random_runs([](const Scenario& scenario) {
    for (const Scenario& variant : {scenario, with_sales(scenario)}) {
      for (const KeptSlot& slot : run_in_memory(variant).slots) {
        REQUIRE(slot.system.welfare_residual <= kTolerance);
        REQUIRE(slot.certificates.energy_residual_kwh <= kTolerance);
      }
    }
  });
}

TEST_CASE("at equal prices and storage trade adds the flexible load that it serves to the demand") {
  double served_by_trade = 0;
  on_random_runs([&](const Scenario& scenario) {
    for (const KeptSlot& slot : run_in_memory(without_storage(scenario)).slots) {
      const recording::SystemRecord& s = slot.system;
      if (s.net_demand_kwh <= 0 || s.net_demand_no_trade_kwh <= 0) continue;
      const double served = s.unserved_no_trade_kwh - s.unserved_kwh;
      REQUIRE(std::fabs(s.net_demand_kwh - s.net_demand_no_trade_kwh - served) <= kTolerance);
      served_by_trade += served;
    }
  });
  CHECK(served_by_trade > 1);
}

TEST_CASE("at the base tariff trade changes neither the demand nor its cost: it moves money") {
  double traded = 0;
  on_random_runs([&](const Scenario& scenario) {
    Scenario at_tariff = without_storage(scenario);
    at_tariff.leader.rule = scenario::LeaderRule::kNone;
    const MemorySink run = run_in_memory(at_tariff);
    at_tariff.market.mechanism = market::MechanismId::kNone;
    const MemorySink alone = run_in_memory(at_tariff);
    for (std::size_t i = 0; i < run.slots.size(); ++i) {
      const recording::SystemRecord &s = run.slots[i].system, &a = alone.slots[i].system;
      REQUIRE(std::fabs(s.net_demand_kwh - a.net_demand_kwh) <= kTolerance);
      REQUIRE(std::fabs(s.generation_cost - a.generation_cost) <= kTolerance);
      REQUIRE(std::fabs(s.net_demand_kwh - s.net_demand_ordinary_kwh) <= kTolerance);
      traded += s.p2p_energy_kwh;
    }
  });
  CHECK(traded > 1);
}

TEST_CASE("a run without trade is its own baseline, to the last digit") {
  on_random_runs([](const Scenario& scenario) {
    Scenario alone = with_sales(scenario);
    alone.market.mechanism = market::MechanismId::kNone;
    alone.virtual_power_plant.trigger = scenario::ReductionTrigger::kNever;
    for (const KeptSlot& slot : run_in_memory(alone).slots) {
      const ProsumerColumns& p = slot.prosumers;
      REQUIRE(p.balance == p.balance_no_trade);
      REQUIRE(p.comfort_lost == p.comfort_lost_no_trade);
      REQUIRE(p.battery_energy_kwh == p.battery_energy_no_trade_kwh);
      REQUIRE(slot.system.net_demand_kwh == doctest::Approx(slot.system.net_demand_no_trade_kwh));
    }
  });
}

TEST_CASE("the ordinary baseline depends on neither market nor peak price") {
  on_random_runs([](const Scenario& scenario) {
    Scenario other = scenario;
    other.market.mechanism = market::MechanismId::kNone;
    other.leader.rule = scenario::LeaderRule::kFlat;
    const MemorySink a = run_in_memory(scenario), b = run_in_memory(other);
    for (std::size_t i = 0; i < a.slots.size(); ++i) {
      REQUIRE(a.slots[i].prosumers.balance_ordinary == b.slots[i].prosumers.balance_ordinary);
      REQUIRE(a.slots[i].system.net_demand_ordinary_kwh ==
              b.slots[i].system.net_demand_ordinary_kwh);
      REQUIRE(total(a.slots[i].prosumers.comfort_lost_ordinary) <= kTolerance);
    }
  });
}

TEST_CASE("stored energy that nobody buys stays in the battery") {
  double offered = 0, sold = 0;
  on_random_runs([&](const Scenario& scenario) {
    Scenario selling = with_sales(scenario);
    selling.virtual_power_plant.trigger = scenario::ReductionTrigger::kNever;
    for (const KeptSlot& slot : run_in_memory(selling).slots) {
      const ProsumerColumns& p = slot.prosumers;
      for (std::size_t i = 0; i < p.load_kwh.size(); ++i) {
        const double sun = std::max(0.0, p.generation_kwh[i] - p.load_kwh[i]);
        REQUIRE(p.grid_sold_kwh[i] <= sun + kTolerance);
        const double from_battery = std::max(0.0, p.surplus_kwh[i] - sun);
        REQUIRE(from_battery <= p.stored_offer_kwh[i] + kTolerance);
        if (!slot.system.is_peak) REQUIRE(p.stored_offer_kwh[i] == 0);
        offered += p.stored_offer_kwh[i];
        sold += from_battery;
      }
    }
  });
  CHECK(sold > 1);
  CHECK(offered > sold + 1);
}

TEST_CASE("keeping baselines changes no result") {
  for (std::uint64_t seed = 1; seed <= kScenarios; seed += 6) {
    Scenario scenario = random_scenario(seed);
    const MemorySink with = run_in_memory(scenario);
    scenario.trace.baselines = scenario::BaselineRuns::kOff;
    const MemorySink without = run_in_memory(scenario);
    for (std::size_t i = 0; i < with.slots.size(); ++i) {
      REQUIRE(with.slots[i].prosumers.balance == without.slots[i].prosumers.balance);
      REQUIRE(without.slots[i].prosumers.balance_ordinary.empty());
      REQUIRE(with.slots[i].system.generation_cost == without.slots[i].system.generation_cost);
    }
  }
}
