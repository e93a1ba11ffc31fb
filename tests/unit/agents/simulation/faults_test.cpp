#include <algorithm>

#include "engine/network/synthetic_feeder.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

constexpr int kFirst = 9, kLast = 17;  // hours of the outages below: day and peak, both included

scenario::FaultWindow window() {
  return {*parse_utc("2025-03-21T09:00:00Z"), *parse_utc("2025-03-21T18:00:00Z")};
}

bool in_window(const KeptSlot& slot) {
  return slot.index >= kFirst && slot.index <= kLast;
}

// Two zones of 20 homes; peak from 15:00 to 20:00.
scenario::Scenario two_zones() {
  scenario::Scenario scenario = lively_day(20);
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 5});
  scenario.prosumers[0].flexible_load.share = 0.5;
  scenario.prosumers.push_back(scenario.prosumers[0]);
  scenario.prosumers[0].zones = {"z000"};
  scenario.prosumers[1].name = "other";
  scenario.prosumers[1].zones = {"z001"};
  return scenario;
}

scenario::Scenario offline_zone() {
  scenario::Scenario scenario = two_zones();
  scenario.faults.auctioneers = {{"z000", window()}};
  return scenario;
}

scenario::Scenario late_cps(double delay_s) {
  scenario::Scenario scenario = two_zones();
  scenario.faults.late_announcements = {{window(), delay_s}};
  return scenario;
}

double p2p_of(const KeptSlot& slot, std::size_t first, std::size_t count) {
  double sum = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    sum += slot.prosumers.p2p_bought_kwh[i] + slot.prosumers.p2p_sold_kwh[i];
  }
  return sum;
}

void check_balances(const MemorySink& run) {
  CHECK(run.status == recording::RunStatus::kComplete);
  for (const KeptSlot& slot : run.slots) {
    CHECK(slot.certificates.energy_residual_kwh < 1e-9);
    CHECK(slot.certificates.money_residual < 1e-9);
  }
}

void check_settled_with_the_grid(const ProsumerColumns& p, std::size_t i) {
  CHECK(p.coalition[i] == -1);
  CHECK(p.grid_sold_kwh[i] == p.surplus_kwh[i]);
  CHECK(p.grid_bought_kwh[i] + p.unserved_kwh[i] == doctest::Approx(p.deficiency_kwh[i]));
  CHECK(p.balance[i] == doctest::Approx(p.balance_no_trade[i]));
}

}  // namespace

TEST_CASE("whose market place is offline settles with the grid, the others trade on") {
  const MemorySink run = run_in_memory(offline_zone());
  double in_the_other_zone = 0;
  for (const KeptSlot& slot : run.slots) {
    if (!in_window(slot)) continue;
    CAPTURE(slot.index);
    CHECK(p2p_of(slot, 0, 20) == 0);
    for (std::size_t i = 0; i < 20; ++i) check_settled_with_the_grid(slot.prosumers, i);
    CHECK(slot.system.coalition_count <= 1);
    in_the_other_zone += p2p_of(slot, 20, 20);
  }
  CHECK(in_the_other_zone > 1);
  check_balances(run);
}

TEST_CASE(
    "an offline market place is flagged and its orders are counted as undelivered, not as late") {
  for (const KeptSlot& slot : run_in_memory(offline_zone()).slots) {
    CAPTURE(slot.index);
    CHECK(slot.system.degraded == in_window(slot));
    CHECK(slot.system.offline_auctioneers == (in_window(slot) ? 1 : 0));
    CHECK(slot.system.late_orders == 0);
    if (in_window(slot)) {
      CHECK(slot.system.undelivered_orders > 0);
      CHECK(slot.system.undelivered_orders <= 20 * slot.system.rounds);
    } else {
      CHECK(slot.system.undelivered_orders == 0);
    }
  }
}

TEST_CASE("before and after an outage everything is as without it") {
  MemorySink sound = run_in_memory(two_zones()), hurt = run_in_memory(offline_zone());
  for (MemorySink* run : {&sound, &hurt}) {
    run->slots.erase(std::remove_if(run->slots.begin(), run->slots.end(), in_window),
                     run->slots.end());
  }
  CHECK(first_difference(sound, hurt) == "");
}

// With the protocol `direct` the homes of an offline market place still answer the leader.
TEST_CASE("the leader's search ends with an offline market place as without it") {
  const MemorySink sound = run_in_memory(two_zones()), hurt = run_in_memory(offline_zone());
  for (std::size_t hour = 15; hour <= kLast; ++hour) {
    CAPTURE(hour);
    CHECK(hurt.slots[hour].system.is_peak);
    CHECK(hurt.slots[hour].system.converged);
    CHECK(hurt.slots[hour].system.prosumer_supply_elastic_kwh < 1e-3);
    CHECK(hurt.slots[hour].system.price_sell >= sound.slots[hour].system.price_sell - 1e-6);
  }
}

TEST_CASE("an offline market place offers nothing to the levels above it") {
  scenario::Scenario scenario = offline_zone();
  scenario.market.levels = {{.area = scenario::MarketArea::kSubstation,
                             .auction = market::MechanismId::kTradeReduction,
                             .gate_s = 2}};
  scenario.prosumers[0].pv.capacity_kw = 0;  // so that the zones have something for each other
  const MemorySink hurt = run_in_memory(scenario);
  scenario.faults = {};
  double above = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    if (in_window(slot)) above += slot.system.substation_energy_kwh;
  }
  CHECK(above > 1);
  for (const KeptSlot& slot : hurt.slots) {
    if (in_window(slot)) CHECK(slot.system.substation_energy_kwh == 0);
  }
  check_balances(hurt);
}

TEST_CASE(
    "an order book that is offline trades nothing, and its orders are on record as undelivered") {
  scenario::Scenario scenario = offline_zone();
  scenario.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  scenario.trace.level = recording::TraceLevel::kOrders;
  const MemorySink run = run_in_memory(scenario);
  for (const KeptSlot& slot : run.slots) {
    std::int64_t undelivered = 0;
    for (const recording::OrderRecord& order : slot.orders) {
      if (order.outcome != recording::Outcome::kUndelivered) continue;
      ++undelivered;
      CHECK(order.zone == 0);
    }
    CHECK(undelivered == slot.system.undelivered_orders);
    CHECK((undelivered > 0) == in_window(slot));
    if (in_window(slot)) CHECK(p2p_of(slot, 0, 20) == 0);
  }
  check_balances(run);
}

TEST_CASE("orders that are refused are on record with the class of energy that they offer") {
  scenario::Scenario scenario = offline_zone();
  scenario.trace.level = recording::TraceLevel::kOrders;
  int offers = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    for (const recording::OrderRecord& order : slot.orders) {
      if (order.outcome != recording::Outcome::kUndelivered) continue;
      const bool sells = order.side == recording::SideCode::kSell;
      CHECK(order.energy_class ==
            (sells ? recording::EnergyCode::kSolar : recording::EnergyCode::kAny));
      offers += sells ? 1 : 0;
    }
  }
  CHECK(offers > 0);
}

TEST_CASE("a CPS that announces late searches in the rounds that are left") {
  // The slot of an hour has 3570 s before settlement, a round 20 s: three rounds after 3510 s.
  scenario::Scenario in_time = two_zones(), late = late_cps(3510);
  in_time.leader.probes = late.leader.probes = 0;
  const MemorySink sound = run_in_memory(in_time), run = run_in_memory(late);
  int cut_short = 0;
  for (std::size_t i = 0; i < run.slots.size(); ++i) {
    const KeptSlot& slot = run.slots[i];
    CAPTURE(slot.index);
    CHECK(slot.system.degraded == in_window(slot));
    CHECK(slot.system.announcement_delay_s == (in_window(slot) ? 3510 : 0));
    CHECK(slot.system.late_orders == 0);
    const std::int64_t needed = sound.slots[i].system.rounds;
    CHECK(slot.system.rounds <= (in_window(slot) ? std::min<std::int64_t>(needed, 3) : needed));
    CHECK(slot.system.converged == (slot.system.rounds == needed));
    cut_short += slot.system.converged ? 0 : 1;
  }
  CHECK(cut_short > 0);
  check_balances(run);
}

TEST_CASE("the last moment at which the CPS can announce leaves one round, at the base tariff") {
  const MemorySink run = run_in_memory(late_cps(3550));
  double traded = 0;
  int unconverged = 0;
  for (const KeptSlot& slot : run.slots) {
    if (!in_window(slot)) continue;
    CHECK(slot.system.rounds == 1);
    CHECK(slot.system.price_sell == slot.system.price_base);
    unconverged += slot.system.converged ? 0 : 1;
    traded += slot.system.p2p_energy_kwh;
  }
  CHECK(traded > 1);
  CHECK(unconverged > 0);
  check_balances(run);
}

// The leader is not audited in degraded slots.
TEST_CASE("a delay that leaves all the rounds changes nothing but the flags") {
  MemorySink sound = run_in_memory(two_zones()), late = run_in_memory(late_cps(600));
  for (std::size_t i = 0; i < late.slots.size(); ++i) {
    KeptSlot& slot = late.slots[i];
    CHECK(slot.system.degraded == in_window(slot));
    slot.system.degraded = false;
    slot.system.announcement_delay_s = 0;
    if (!in_window(slot)) continue;
    CHECK_FALSE(slot.certificates.leader_regret.has_value());
    sound.slots[i].certificates.leader_regret = sound.slots[i].certificates.price_regret = {};
  }
  CHECK(first_difference(sound, late) == "");
}

TEST_CASE("lost messages and late orders degrade a slot") {
  scenario::Scenario lossy = two_zones(), slow = two_zones();
  lossy.network.loss_probability = 0.02;
  slow.network.latency = {.fixed_s = 0, .per_hop_s = 2};
  for (const scenario::Scenario& scenario : {lossy, slow}) {
    std::int64_t degraded = 0;
    for (const KeptSlot& slot : run_in_memory(scenario).slots) {
      CHECK(slot.system.degraded == (slot.system.lost_messages + slot.system.late_orders > 0));
      degraded += slot.system.degraded ? 1 : 0;
    }
    CHECK(degraded > 3);
  }
}

TEST_CASE("a run with every fault is the same twice") {
  scenario::Scenario scenario = offline_zone();
  scenario.faults.late_announcements = {{window(), 3500}};
  scenario.network.loss_probability = 0.1;
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 1.7};
  const MemorySink run = run_in_memory(scenario);
  CHECK(first_difference(run, run_in_memory(scenario)) == "");
  check_balances(run);
}
