#include <algorithm>

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

// Five households without devices, one at each bus of the zone: hops to the market 0 to 4.
scenario::Scenario five_homes() {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 5)};
  scenario.leader.rule = scenario::LeaderRule::kFlat;  // one round in every slot
  return scenario;
}

double worst_residual(const MemorySink& run) {
  double worst = 0;
  for (const KeptSlot& slot : run.slots) {
    worst =
        std::max({worst, slot.certificates.energy_residual_kwh, slot.certificates.money_residual});
  }
  return worst;
}

}  // namespace

TEST_CASE("every message is counted in its slot") {
  scenario::Scenario scenario = five_homes();
  // Two notices to a prosumer and its market, order, match notice, statement, meter report.
  for (const KeptSlot& slot : run_in_memory(scenario).slots)
    CHECK(slot.system.messages == 5 * 5 + 1);
  scenario.market.mechanism = market::MechanismId::kNone;
  for (const KeptSlot& slot : run_in_memory(scenario).slots)
    CHECK(slot.system.messages == 5 * 3 + 1);
}

// At two seconds a line, the home k lines from the head receives the price after 2 + 2k seconds,
// and its answer arrives 2k seconds later: at 10 seconds for k = 2, when the gate closes.
TEST_CASE("an order that arrives after gate closure is counted and misses the slot") {
  scenario::Scenario scenario = five_homes();
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 2};
  const MemorySink run = run_in_memory(scenario);
  for (const KeptSlot& slot : run.slots) CHECK(slot.system.late_orders == 2);
  CHECK(worst_residual(run) < 1e-9);
  scenario.network.latency.per_hop_s = 2.001;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) CHECK(slot.system.late_orders == 3);
  scenario.network.latency.per_hop_s = 0.5;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) CHECK(slot.system.late_orders == 0);
}

TEST_CASE("who is late does not trade") {
  scenario::Scenario scenario = five_homes();
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 2};
  scenario.prosumers[0].count = 2;
  scenario.prosumers[0].buses = {"z000_b000", "z000_b004"};
  scenario::ProsumerGroup plant = group_of("plant", 1);
  plant.buses = {"z000_b000"};
  plant.pv.capacity_kw = 20;
  plant.load.mean_kwh_per_day = 0;
  scenario.prosumers.push_back(plant);
  double early = 0, late = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    early += slot.prosumers.p2p_bought_kwh[0];
    late += slot.prosumers.p2p_bought_kwh[1];
  }
  CHECK(early > 1);
  CHECK(late == 0);
}

TEST_CASE("lost messages are counted, and settlement is not among them") {
  scenario::Scenario scenario = five_homes();
  scenario.network.loss_probability = 1;
  const MemorySink run = run_in_memory(scenario);
  REQUIRE(run.slots.size() == 24);
  for (const KeptSlot& slot : run.slots) {
    CHECK(slot.system.lost_messages == 5);  // the notices to prosumers, who then order nothing
    CHECK(slot.system.messages == 5 * 3 + 1);
    CHECK(slot.system.p2p_energy_kwh == 0);
    CHECK(slot.system.prosumer_supply_kwh > 0);
  }
  CHECK(worst_residual(run) < 1e-9);
}

TEST_CASE("with some messages lost the books balance still") {
  scenario::Scenario scenario = lively_day(30);
  scenario.network.loss_probability = 0.3;
  const MemorySink run = run_in_memory(scenario);
  std::int64_t lost = 0, sent = 0;
  double traded = 0;
  for (const KeptSlot& slot : run.slots) {
    lost += slot.system.lost_messages;
    sent += slot.system.messages;
    traded += slot.system.p2p_energy_kwh;
  }
  CHECK(lost > sent / 20);
  CHECK(lost < sent / 3);
  CHECK(traded > 0);
  CHECK(worst_residual(run) < 1e-9);
}

TEST_CASE("without loss nothing is lost") {
  for (const KeptSlot& slot : run_in_memory(lively_day(20)).slots) {
    CHECK(slot.system.lost_messages == 0);
  }
}
