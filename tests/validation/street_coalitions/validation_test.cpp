#include <algorithm>
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

void check_two_pairs(const KeptSlot& slot) {
  const std::vector<double> balances{-0.2875, 0.2125, -0.1875, 0.5125};
  for (std::size_t i = 0; i < balances.size(); ++i) {
    CAPTURE(i);
    CHECK(near(slot.prosumers.balance[i], balances[i]));
    CHECK(near(slot.prosumers.network_charge[i], 0.0125));
  }
  // One market place; the coalitions have the numbers of their first members beyond it.
  CHECK(slot.prosumers.coalition == std::vector<std::int32_t>{1, 1, 3, 3});
  CHECK(slot.system.coalition_count == 2);
  CHECK(near(slot.system.local_network_charge, 0.05));
  CHECK(near(slot.system.operator_balance, -0.05));
}

}  // namespace

TEST_CASE("pairs that are far from each other form coalitions of their own") {
  const MemorySink run = run_in_memory(the_scenario());
  REQUIRE(run.slots.size() == 4);
  for (const KeptSlot& slot : run.slots) {
    check_two_pairs(slot);
    const recording::CertificateRecord& found = slot.certificates;
    CHECK(found.merge_regret.value() <= 1e-12);
    CHECK(found.split_regret.value() <= 1e-12);
    CHECK(found.move_regret.value() <= 1e-12);
    CHECK(found.exit_regret.value() <= 1e-12);
    CHECK(near(found.core_excess.value(), -0.0875));  // who leaves a pair loses its share
    CHECK(found.core_evidence == recording::CoreEvidence::kExact);
    CHECK(found.energy_residual_kwh < 1e-12);
    CHECK(found.money_residual < 1e-12);
  }
}

TEST_CASE("where carrying costs little the street is one coalition") {
  scenario::Scenario scenario = the_scenario();
  scenario.coalition.network_charge = 0.05;
  const MemorySink run = run_in_memory(scenario);
  const KeptSlot& slot = run.slots.front();
  CHECK(slot.system.coalition_count == 1);
  CHECK(near(slot.system.p2p_energy_kwh, 3));
  // kappa times energy times distance: 0.05*(2/3*0.1 + 4/3*1.2 + 1/3*1.0 + 2/3*0.1)
  CHECK(near(slot.system.local_network_charge, 0.05 * (6.2 / 3)));
}

TEST_CASE("the charge may count resistance instead of length") {
  scenario::Scenario scenario = the_scenario();
  scenario.coalition.distance = scenario::ChargedLength::kResistance;
  scenario.coalition.network_charge = 1.25;
  check_two_pairs(run_in_memory(scenario).slots.front());
}

TEST_CASE("a radius keeps those apart who live too far from each other") {
  scenario::Scenario scenario = the_scenario();
  scenario.coalition.network_charge = 0;
  scenario.coalition.radius_km = 0.5;
  const MemorySink run = run_in_memory(scenario);
  const KeptSlot& slot = run.slots.front();
  CHECK(slot.prosumers.coalition == std::vector<std::int32_t>{1, 1, 3, 3});
  CHECK(near(slot.system.p2p_energy_kwh, 2));
  CHECK(slot.system.local_network_charge == 0);
}

TEST_CASE("Shapley's shares are paid for among the members") {
  scenario::Scenario scenario = the_scenario();
  scenario.coalition.network_charge = 0;
  scenario.coalition.shares = scenario::SharesRule::kShapley;
  scenario.prosumers.erase(scenario.prosumers.begin() + 2);
  const MemorySink run = run_in_memory(scenario);
  const KeptSlot& slot = run.slots.front();
  const std::vector<double> transfers{-0.1 / 3, 0.1 / 3, 0};
  const std::vector<double> balances{-0.40 - 0.1 / 3, 0.20 * 2 / 3 + 0.30 / 3 + 0.1 / 3,
                                     0.20 * 4 / 3 + 0.30 * 2 / 3};
  for (std::size_t i = 0; i < transfers.size(); ++i) {
    CAPTURE(i);
    CHECK(near(slot.prosumers.coalition_transfer[i], transfers[i]));
    CHECK(slot.prosumers.share_half_width[i] == 0);
    CHECK(near(slot.prosumers.balance[i], balances[i]));
  }
  // Alone together, a and d would have v({a, d}) = 0.4 and a share of 0.36667.
  CHECK(near(slot.certificates.core_excess.value(), 0.1 / 3));
  CHECK(slot.certificates.money_residual < 1e-12);
}
