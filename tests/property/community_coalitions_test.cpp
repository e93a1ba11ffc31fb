#include <cmath>
#include <numeric>
#include <string>

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::CoalitionSettings;
using scenario::Scenario;

namespace {

constexpr double kTolerance = 1e-9;  // kWh and currency: sums of up to 60 doubles of order one
constexpr std::uint64_t kSeeds = 40;
constexpr std::int64_t kMostZones = 4;  // of a random scenario

CoalitionSettings settings_of(std::uint64_t seed) {
  constexpr double kCharges[] = {0.02, 0.3, 2.0, 50.0};
  CoalitionSettings coalition;
  coalition.network_charge = kCharges[seed % 4];
  if (seed % 3 == 1) coalition.distance = scenario::ChargedLength::kResistance;
  if (seed % 5 == 2) coalition.radius_km = 0.05 * static_cast<double>(seed % 7);
  if (seed % 2 == 1) coalition.shares = scenario::SharesRule::kShapley;
  coalition.shapley_orders = 20;
  return coalition;
}

Scenario scenario_of(std::uint64_t seed) {
  Scenario scenario = random_scenario(seed);
  scenario.coalition = settings_of(seed);
  scenario.trace.audit_every = 3;
  return scenario;
}

template <class Check>
void on_random_runs(Check check) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Scenario scenario = scenario_of(seed);
    CAPTURE(seed);
    REQUIRE(inconsistencies(scenario).empty());
    check(scenario, run_in_memory(scenario));
  }
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

}  // namespace

TEST_CASE("with coalitions that form, energy and money are conserved in every slot") {
  double charges = 0, transfers = 0;
  on_random_runs([&](const Scenario&, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      REQUIRE(slot.certificates.energy_residual_kwh <= kTolerance);
      REQUIRE(slot.certificates.money_residual <= kTolerance);
      const double charged = total(slot.prosumers.network_charge);
      REQUIRE(std::fabs(charged - slot.system.local_network_charge) <= kTolerance);
      REQUIRE(std::fabs(total(slot.prosumers.coalition_transfer)) <= kTolerance);
      for (const double charge : slot.prosumers.network_charge) REQUIRE(charge >= 0);
      for (const double transfer : slot.prosumers.coalition_transfer) {
        transfers += std::fabs(transfer);
      }
      charges += charged;
    }
  });
  CHECK(charges > 0);
  CHECK(transfers > 0);
}

TEST_CASE("who is in no coalition trades with nobody") {
  std::int64_t singles = 0;
  on_random_runs([&](const Scenario&, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      for (std::size_t i = 0; i < slot.prosumers.coalition.size(); ++i) {
        if (slot.prosumers.coalition[i] >= 0) continue;
        ++singles;
        REQUIRE(slot.prosumers.p2p_bought_kwh[i] + slot.prosumers.p2p_sold_kwh[i] == 0);
        REQUIRE(slot.prosumers.network_charge[i] == 0);
      }
    }
  });
  CHECK(singles > 0);
}

TEST_CASE("the coalitions that stand are stable, wherever all trades stand") {
  std::int64_t several = 0;
  on_random_runs([&](const Scenario& scenario, const MemorySink& run) {
    if (scenario.market.mechanism == market::MechanismId::kNone) return;
    for (const KeptSlot& slot : run.slots) {
      if (slot.system.lost_messages > 0) continue;  // a market that missed the last round has none
      REQUIRE(slot.certificates.merge_regret.value() <= kTolerance);
      REQUIRE(slot.certificates.split_regret.value() <= kTolerance);
      REQUIRE(slot.certificates.move_regret.value() <= kTolerance);
      if (slot.system.coalition_count > kMostZones) ++several;
    }
  });
  CHECK(several > 0);
}

TEST_CASE("runs with coalitions that form repeat bit for bit") {
  on_random_runs([](const Scenario& scenario, const MemorySink& run) {
    REQUIRE(first_difference(run, run_in_memory(scenario)) == "");
  });
}

TEST_CASE("a radius that covers the zone, at no charge, changes nothing but numbers") {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    Scenario scenario = random_scenario(seed);
    MemorySink one_market = run_in_memory(scenario);
    scenario.coalition.radius_km = 1e6;
    MemorySink formed = run_in_memory(scenario);
    for (MemorySink* run : {&one_market, &formed}) {
      for (KeptSlot& slot : run->slots) slot.prosumers.coalition.clear();
    }
    REQUIRE(first_difference(without_certificates(one_market), without_certificates(formed)) == "");
  }
}

TEST_CASE("without a charge, nobody gains by leaving with the Shapley value as its share") {
  std::int64_t slots = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    Scenario scenario = random_scenario(seed);
    scenario.market.mechanism = market::MechanismId::kMidMarketRate;
    scenario.coalition.shares = scenario::SharesRule::kShapley;
    scenario.coalition.shapley_orders = 20;
    for (const KeptSlot& slot : run_in_memory(scenario).slots) {
      REQUIRE(slot.certificates.exit_regret.value() <= kTolerance);
      slots += slot.system.coalition_count > 0 ? 1 : 0;
    }
  }
  CHECK(slots > 0);
}
