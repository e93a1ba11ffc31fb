#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

// Consumers who value their flexible load between 0.5 and 0.9: nobody has anything to sell.
scenario::Scenario consumers_only(std::int64_t count) {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", count)};
  scenario.prosumers[0].flexible_load.share = 0.5;
  scenario.prosumers[0].flexible_load.choke_price = uniform_between(0.5, 0.9);
  return scenario;
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

bool in_window(const KeptSlot& slot, std::int64_t from_hour, std::int64_t to_hour) {
  return slot.index % 24 >= from_hour && slot.index % 24 < to_hour;
}

}  // namespace

TEST_CASE("a scheduled peak is where the schedule says, on the wall clock") {
  scenario::Scenario scenario = consumers_only(3);
  scenario.clock.time_zone = "Australia/Brisbane";  // ten hours ahead
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    CHECK(slot.system.is_peak == in_window(slot, 7, 11));
  }
}

TEST_CASE("off-peak the CPS sells at the base tariff, in one round") {
  scenario::Scenario scenario = consumers_only(3);
  scenario.cps.tariff.base = tariffs::BaseTariff::kTimeOfUse;
  scenario.cps.tariff.bands = {{{6 * 60, 9 * 60}, 0.4}};
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    CHECK(slot.system.price_base == (in_window(slot, 6, 9) ? 0.4 : 0.25));
    if (slot.system.is_peak) continue;
    CHECK(slot.system.price_sell == slot.system.price_base);
    CHECK(slot.system.rounds == 1);
    CHECK(slot.system.unserved_kwh == 0);
  }
}

TEST_CASE("without supply the price rises to the highest choke price") {
  const MemorySink run = run_in_memory(consumers_only(10));
  const std::vector<double>& choke = run.description.prosumers.choke_price;
  const double highest = *std::max_element(choke.begin(), choke.end());
  for (const KeptSlot& slot : run.slots) {
    if (!slot.system.is_peak) continue;
    CHECK(slot.system.converged);
    CHECK_FALSE(slot.system.capped);
    CHECK(std::abs(slot.system.price_sell - highest) <= 1e-6);
    CHECK(slot.system.prosumer_supply_elastic_kwh < 1e-5);
  }
}

TEST_CASE("a price cap that cuts the price is flagged, and the slot is no equilibrium") {
  scenario::Scenario scenario = consumers_only(10);
  scenario.leader.price_cap = 0.4;
  int peaks = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    peaks += slot.system.is_peak ? 1 : 0;
    CHECK(slot.system.capped == slot.system.is_peak);
    CHECK(slot.system.converged == !slot.system.is_peak);
    if (!slot.system.is_peak) continue;
    CHECK(slot.system.price_sell == 0.4);
    CHECK(slot.system.prosumer_supply_elastic_kwh > 0.1);
  }
  CHECK(peaks == 4);
}

TEST_CASE("a search that runs out of rounds is flagged and settled all the same") {
  scenario::Scenario scenario = lively_day(30);  // some sun for all, and all load flexible
  scenario.prosumers[0].pv.capacity_kw = uniform_between(0.5, 2);
  scenario.prosumers[0].flexible_load.share = 1;
  scenario.cps.peak.window = {9 * 60, 17 * 60};
  scenario.leader.max_rounds = 2;
  int flagged = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    CHECK(slot.system.rounds <= 2);
    CHECK_FALSE(slot.system.capped);
    flagged += slot.system.converged ? 0 : 1;
    if (!slot.system.converged) CHECK(slot.system.is_peak);
    CHECK(slot.certificates.money_residual < 1e-9);
  }
  CHECK(flagged >= 3);
}

TEST_CASE("the flat and time-of-use rules announce their price once, at peak too") {
  scenario::Scenario scenario = consumers_only(5);
  scenario.cps.tariff.bands = {{{17 * 60, 19 * 60}, 0.45}};
  scenario.leader.rule = scenario::LeaderRule::kTimeOfUse;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    CHECK(slot.system.price_sell == (in_window(slot, 17, 19) ? 0.45 : 0.25));
    CHECK(slot.system.rounds == 1);
    CHECK(slot.system.converged);
  }
  scenario.leader.rule = scenario::LeaderRule::kFlat;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) CHECK(slot.system.price_sell == 0.25);
}

// Nobody trades, so that what prosumers ask for at the base tariff is their deficiency, and the
// forecast can be followed by hand: yesterday's slot, on the first day the slot before.
TEST_CASE("a forecast peak is where other demand and the forecast exceed the capacity") {
  scenario::Scenario scenario = consumers_only(20);
  scenario.clock.days = 2;
  scenario.cps.peak.by = scenario::PeakDetection::kForecast;
  scenario.other_customers.mean_demand_kw = 10;
  scenario.cps.capacity_kw = 25;
  const MemorySink run = run_in_memory(scenario);
  int peaks = 0;
  for (std::size_t i = 0; i < run.slots.size(); ++i) {
    double forecast = 0;
    if (i >= 24) {
      forecast = total(run.slots[i - 24].prosumers.deficiency_kwh);
    } else if (i > 0) {
      forecast = total(run.slots[i - 1].prosumers.deficiency_kwh);
    }
    const recording::SystemRecord& system = run.slots[i].system;
    CAPTURE(i);
    CHECK(system.is_peak == (system.other_demand_kwh + forecast > 25));
    peaks += system.is_peak ? 1 : 0;
  }
  CHECK(peaks > 4);
  CHECK(peaks < 24);
}

TEST_CASE("batteries that wait for the peak give back in peak slots only") {
  scenario::Scenario scenario = lively_day(20);
  scenario.prosumers[0].battery.share = 1;
  scenario.prosumers[0].battery.policy = devices::BatteryPolicy::kPeakReserve;
  double given_at_peak = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    for (const double charged : slot.prosumers.battery_charged_kwh) {
      if (slot.system.is_peak) given_at_peak += std::max(0.0, -charged);
      if (!slot.system.is_peak) CHECK(charged >= 0);
    }
  }
  CHECK(given_at_peak > 1);
}

TEST_CASE("a price that not everybody answered is not called an equilibrium") {
  scenario::Scenario scenario = consumers_only(20);
  scenario.network.loss_probability = 0.01;  // about half a message per round
  int answered = 0;
  int unanswered = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    if (!slot.system.is_peak) continue;
    if (slot.system.lost_messages == 0) CHECK(slot.system.converged);
    ++(slot.system.converged ? answered : unanswered);
  }
  CHECK(answered > 0);
  CHECK(unanswered > 0);

  scenario.network.loss_probability = 1;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    CHECK(slot.system.converged == !slot.system.is_peak);
  }
}
