#include <numeric>

#include "engine/core/diagnostics.hpp"

#include "engine/network/synthetic_feeder.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

// Two zones of ten homes, half of them with batteries; the CPS asks from 15:00 to 20:00.
scenario::Scenario plant(scenario::ReductionTrigger trigger) {
  scenario::Scenario scenario = lively_day(20);
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 5});
  scenario.leader.rule = scenario::LeaderRule::kFlat;
  scenario.prosumers[0].battery.share = 0.5;
  scenario.prosumers[0].flexible_load.share = 0.4;
  scenario.virtual_power_plant.trigger = trigger;
  return scenario;
}

scenario::Scenario plant_at_peak() {
  return plant(scenario::ReductionTrigger::kPeak);
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

void check_books(const MemorySink& run) {
  CHECK(run.status == recording::RunStatus::kComplete);
  for (const KeptSlot& slot : run.slots) {
    CHECK(slot.certificates.energy_residual_kwh < 1e-9);
    CHECK(slot.certificates.money_residual < 1e-9);
    CHECK(total(slot.prosumers.reduction_kwh) ==
          doctest::Approx(slot.system.reduction_delivered_kwh));
    CHECK(total(slot.prosumers.reduction_paid) == doctest::Approx(slot.system.reduction_paid));
    CHECK(slot.system.reduction_delivered_kwh <= slot.system.reduction_called_kwh + 1e-9);
    CHECK(slot.system.reduction_called_kwh <= slot.system.reduction_promised_kwh + 1e-9);
  }
}

double delivered(const MemorySink& run) {
  double sum = 0;
  for (const KeptSlot& slot : run.slots) sum += slot.system.reduction_delivered_kwh;
  return sum;
}

double called(const MemorySink& run) {
  double sum = 0;
  for (const KeptSlot& slot : run.slots) sum += slot.system.reduction_called_kwh;
  return sum;
}

}  // namespace

// In this scenario the forecast is a rounding of nothing in some slots.
TEST_CASE("nobody is asked for a rounding") {
  std::int64_t requests = 0;
  for (const KeptSlot& slot : run_in_memory(random_power_plant(140)).slots) {
    const double requested = slot.system.reduction_requested_kwh;
    CHECK((requested == 0 || requested > 1e-9));
    requests += requested > 0 ? 1 : 0;
  }
  CHECK(requests > 0);
}

TEST_CASE("what flexible load sheds is recorded, in the slots with a call alone") {
  const MemorySink run = run_in_memory(plant_at_peak());
  double shed = 0;
  for (const KeptSlot& slot : run.slots) {
    if (slot.system.reduction_called_kwh <= 0) CHECK(total(slot.prosumers.shed_kwh) == 0);
    for (std::size_t i = 0; i < slot.prosumers.shed_kwh.size(); ++i) {
      CHECK(slot.prosumers.shed_kwh[i] >= 0);
      CHECK(slot.prosumers.shed_kwh[i] <= 0.4 * slot.prosumers.load_kwh[i] + 1e-12);
      shed += slot.prosumers.shed_kwh[i];
    }
  }
  CHECK(shed > 1);
  CHECK(shed <= called(run));
}

TEST_CASE("at peak the CPS asks for all that it expects to sell, and what is called is delivered") {
  const MemorySink run = run_in_memory(plant_at_peak());
  double expected = 0;  // there is no day before: the net demand in the slot before
  for (const KeptSlot& slot : run.slots) {
    CAPTURE(slot.index);
    const bool asks = slot.system.is_peak && expected > 1e-9;
    CHECK(slot.system.reduction_requested_kwh == doctest::Approx(asks ? expected : 0.0));
    expected = slot.system.prosumer_supply_kwh - slot.system.feed_in_kwh +
               slot.system.reduction_delivered_kwh;
    CHECK(slot.system.reduction_delivered_kwh ==
          doctest::Approx(slot.system.reduction_called_kwh).epsilon(1e-9));
  }
  CHECK(delivered(run) > 5);
  check_books(run);
}

TEST_CASE("beyond a limit the CPS asks for the excess, and the demand comes down to the limit") {
  scenario::Scenario scenario = plant(scenario::ReductionTrigger::kDemand);
  scenario.market.mechanism = market::MechanismId::kNone;
  scenario.other_customers.mean_demand_kw = 5;
  scenario.prosumers[0].load.mean_kwh_per_day = 12;
  scenario.virtual_power_plant.above_kw = 18;
  const MemorySink run = run_in_memory(scenario);
  int asked = 0;
  for (const KeptSlot& slot : run.slots) {
    const recording::SystemRecord& system = slot.system;
    if (system.reduction_requested_kwh <= 0) continue;
    ++asked;
    CHECK(system.reduction_called_kwh ==
          doctest::Approx(std::min(system.reduction_requested_kwh, system.reduction_promised_kwh)));
  }
  CHECK(asked >= 3);
  CHECK(asked < 24);
  check_books(run);
}

TEST_CASE("without a request nothing is said and nothing is given") {
  const MemorySink without = run_in_memory(plant(scenario::ReductionTrigger::kNever));
  scenario::Scenario never = plant(scenario::ReductionTrigger::kDemand);
  never.virtual_power_plant.above_kw = 1e6;
  CHECK(first_difference(without, run_in_memory(never)) == "");
  CHECK(delivered(without) == 0);
}

TEST_CASE("a higher price makes flexible load promise more") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.prosumers[0].battery.share = 0;
  scenario.virtual_power_plant.price = 0.05;
  const double cheap = delivered(run_in_memory(scenario));
  scenario.virtual_power_plant.price = 0.5;
  const double dear = delivered(run_in_memory(scenario));
  CHECK(cheap > 0.1);
  CHECK(dear > 2 * cheap);
}

TEST_CASE("where messages get lost less is delivered than is called, and the books balance") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.network.loss_probability = 0.3;
  const MemorySink run = run_in_memory(scenario);
  CHECK(delivered(run) > 0);
  CHECK(delivered(run) < 0.9 * called(run));
  check_books(run);
  scenario.network.loss_probability = 1;
  const MemorySink deaf = run_in_memory(scenario);
  CHECK(called(deaf) == 0);
  check_books(deaf);
}

TEST_CASE("members of an offline market place are not asked") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.faults.auctioneers = {
      {"z000", {scenario.clock.start, scenario.clock.slot_start(scenario.clock.slots())}}};
  const MemorySink run = run_in_memory(scenario);
  const auto& zone = run.description.prosumers.zone;
  for (const KeptSlot& slot : run.slots) {
    for (std::size_t i = 0; i < zone.size(); ++i) {
      if (zone[i] == 0) CHECK(slot.prosumers.reduction_kwh[i] == 0);
    }
  }
  CHECK(delivered(run) > 1);
  check_books(run);
}

// Offers are due after 4 s, by when the request has travelled three times, and are called after 6
// s.
TEST_CASE(
    "what is offered in time is called before the first price, however long a message takes") {
  scenario::Scenario scenario = plant_at_peak();
  for (const scenario::LatencySettings& latency :
       {scenario::LatencySettings{.fixed_s = 1.333}, {.fixed_s = 0, .per_hop_s = 1.999}}) {
    scenario.network.latency = latency;
    const MemorySink run = run_in_memory(scenario);
    CHECK(called(run) > 1);
    CHECK(delivered(run) == doctest::Approx(called(run)));
  }
}

TEST_CASE("an offer that comes too late is not promised") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.network.latency = {.fixed_s = 1.334};
  const MemorySink run = run_in_memory(scenario);
  for (const KeptSlot& slot : run.slots) CHECK(slot.system.reduction_promised_kwh == 0);
  check_books(run);
}

TEST_CASE("a search for the price at peak goes on with what is left after a reduction") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.leader.rule = scenario::LeaderRule::kStackelberg;
  const MemorySink run = run_in_memory(scenario);
  for (const KeptSlot& slot : run.slots) {
    CHECK(slot.system.converged);
    if (slot.system.is_peak) CHECK(slot.system.prosumer_supply_elastic_kwh < 1e-3);
  }
  CHECK(delivered(run) > 1);
  check_books(run);
}

TEST_CASE("a quarter of the time for the answer must be longer than a message to a market place") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.network.latency = {.fixed_s = 1.9};
  scenario.virtual_power_plant.answer_s = 7.6;
  CHECK_THROWS_WITH_AS(agents::SimulationRun{scenario},
                       "virtual_power_plant.answer_s: promises take up to 1.9 s to the CPS: a "
                       "quarter of answer_s must be longer",
                       InputError);
}

TEST_CASE("a run with a virtual power plant is the same twice") {
  scenario::Scenario scenario = plant_at_peak();
  scenario.network.loss_probability = 0.05;
  CHECK(first_difference(run_in_memory(scenario), run_in_memory(scenario)) == "");
}
