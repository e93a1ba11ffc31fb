#include <array>
#include <cmath>
#include <filesystem>

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

constexpr std::size_t kStorer = 0, kShifter = 1;

scenario::Scenario the_scenario() {
  const std::filesystem::path folder{PEERWATT_VALIDATION_CASE};
  return scenario::load_scenario(folder / "scenario.yaml").scenario;
}

bool near(double a, double b) {
  return std::fabs(a - b) <= 1e-12;
}

}  // namespace

TEST_CASE("what is asked, promised, called and delivered is what was worked out by hand") {
  struct Row {
    double requested, promised, delivered, storer, shifter, supply, stored;
  };
  constexpr std::array<Row, 4> kRows{{{0, 0, 0, 0, 0, 10, 5},
                                      {3.25, 6.5, 3.25, 2.5, 0.75, 6.75, 2.5},
                                      {3.25, 4, 3.25, 2.03125, 1.21875, 6.75, 0.46875},
                                      {3.25, 1.96875, 1.96875, 0.46875, 1.5, 8.03125, 0}}};
  const MemorySink run = run_in_memory(the_scenario());
  REQUIRE(run.slots.size() == kRows.size());
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    CAPTURE(i);
    const Row& row = kRows[i];
    const recording::SystemRecord& system = run.slots[i].system;
    const ProsumerColumns& p = run.slots[i].prosumers;
    CHECK(near(system.reduction_requested_kwh, row.requested));
    CHECK(near(system.reduction_promised_kwh, row.promised));
    CHECK(near(system.reduction_called_kwh, row.delivered));
    CHECK(near(system.reduction_delivered_kwh, row.delivered));
    CHECK(near(system.reduction_paid, 0.2 * row.delivered));
    CHECK(near(p.reduction_kwh[kStorer], row.storer));
    CHECK(near(p.reduction_kwh[kShifter], row.shifter));
    CHECK(near(p.unserved_kwh[kShifter], row.shifter));
    CHECK(near(p.battery_energy_kwh[kStorer], row.stored));
    CHECK(near(system.prosumer_supply_kwh, row.supply));
    CHECK(run.slots[i].certificates.energy_residual_kwh < 1e-12);
    CHECK(run.slots[i].certificates.money_residual < 1e-12);
  }
  const KeptSlot& slot = run.slots[1];
  CHECK(near(slot.prosumers.balance[kStorer], -0.05));
  CHECK(near(slot.prosumers.balance[kShifter], 1.425));
  CHECK(near(slot.system.cps_balance, -1.375));
}

TEST_CASE("what a battery gives beyond its own load is sold to the neighbour") {
  scenario::Scenario scenario = the_scenario();
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kPeak;
  const MemorySink run = run_in_memory(scenario);
  CHECK(run.slots[2].system.reduction_requested_kwh == 0);
  const KeptSlot& slot = run.slots[3];
  CHECK(near(slot.system.reduction_requested_kwh, 10));
  CHECK(near(slot.system.reduction_promised_kwh, 6.5));
  CHECK(near(slot.system.reduction_delivered_kwh, 6.5));
  CHECK(near(slot.system.p2p_energy_kwh, 1));
  CHECK(near(slot.system.p2p_price_mean.value(), 0.20));
  CHECK(near(slot.system.storage_energy_kwh, 1));
  CHECK(near(slot.system.prosumer_supply_kwh, 3.5));
  CHECK(near(slot.prosumers.balance[kStorer], -1.20));
  CHECK(near(slot.prosumers.balance[kShifter], 0.95));
  CHECK(near(slot.system.cps_balance, 0.25));
}

TEST_CASE("a reduction that the price has brought already is not delivered, and not paid") {
  scenario::Scenario scenario = the_scenario();
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kPeak;
  scenario.leader.rule = scenario::LeaderRule::kTimeOfUse;
  scenario.cps.tariff.bands = {{{18 * 60, 24 * 60}, 0.60}};
  const KeptSlot slot = run_in_memory(scenario).slots[3];
  CHECK(near(slot.system.price_sell, 0.60));
  CHECK(near(slot.system.reduction_promised_kwh, 6.5));
  CHECK(near(slot.system.reduction_delivered_kwh, 5));
  CHECK(slot.prosumers.reduction_kwh[kShifter] == 0);
  CHECK(near(slot.system.reduction_paid, 1.0));
}
