// Rules and protocols of the leader in whole runs, where prices can be worked out by hand.
#include <cmath>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "engine/core/audit_draw.hpp"
#include "engine/core/diagnostics.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::LeaderRule;
using scenario::Protocol;
using scenario::Scenario;

namespace {

// Twenty homes of one kind without devices: all of their load may go unserved, and its first kWh is
// worth 0.75. Nobody has anything to sell. Peak from 17:00 to 21:00.
Scenario flexible_homes(LeaderRule rule) {
  Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 20)};
  scenario.prosumers[0].flexible_load.share = 1;
  scenario.prosumers[0].flexible_load.choke_price = 0.75;
  scenario.leader.rule = rule;
  scenario.cps.cost = {.quadratic = 0, .linear = 0.125, .fixed = 0, .reserve_price = 1};
  scenario.trace.audit_every = 1;
  return scenario;
}

template <class Check>
int on_peak_slots(const Scenario& scenario, Check check) {
  int peaks = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    if (!slot.system.is_peak) {
      CHECK(slot.system.price_sell == slot.system.price_base);
      continue;
    }
    ++peaks;
    CAPTURE(slot.index);
    check(slot);
  }
  return peaks;
}

class PriceFile {
 public:
  explicit PriceFile(const std::string& rows)
      : path_{std::filesystem::temp_directory_path() /
              ("peerwatt_prices_" + std::to_string(::getpid()) + ".csv")} {
    std::ofstream{path_} << "time,price\n" << rows;
  }
  PriceFile(const PriceFile&) = delete;
  PriceFile& operator=(const PriceFile&) = delete;
  ~PriceFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Scenario replaying(const PriceFile& prices) {
  Scenario scenario = flexible_homes(LeaderRule::kReplay);
  profiles::ProfileLayout layout;
  layout.name = "prices";
  layout.path = prices.path();
  layout.time_column = "time";
  layout.time_format = profiles::TimeFormat::kTimeOfDay;
  layout.step_s = 6 * 3600;
  layout.unit = profiles::CellUnit::kPrice;
  scenario.profiles = {layout};
  scenario.leader.profile = "prices";
  scenario.leader.column = "price";
  return scenario;
}

}  // namespace

TEST_CASE("a cost minimizer sells at the price midway between choke price and marginal cost") {
  const int peaks = on_peak_slots(flexible_homes(LeaderRule::kCostMinimizing), [](auto& slot) {
    CHECK(slot.system.converged);
    CHECK(slot.system.price_sell == doctest::Approx((0.75 + 0.125) / 2).epsilon(1e-12));
    CHECK(slot.system.rounds == 2);
    CHECK(slot.certificates.leader_regret.value() < 1e-9);
    CHECK(slot.certificates.price_regret.value() < 1e-9);
  });
  CHECK(peaks == 4);
}

TEST_CASE("a cost minimizer stops where the reserve would have to run") {
  Scenario scenario = flexible_homes(LeaderRule::kCostMinimizing);
  scenario.cps.capacity_kw = 1;
  on_peak_slots(scenario, [](auto& slot) {
    CHECK(slot.system.converged);
    // The price is up to 1e-9 above the corner, and demand falls by some 10 kWh per unit of price.
    CHECK(slot.system.prosumer_supply_kwh <= 1);
    CHECK(slot.system.prosumer_supply_kwh > 1 - 1e-7);
    CHECK(slot.system.reserve_kwh < 1e-9);
    CHECK(slot.system.price_sell > (0.75 + 0.125) / 2);
  });
}

TEST_CASE("inflexible load alone drives a cost minimizer to the cap, which is flagged") {
  Scenario scenario = flexible_homes(LeaderRule::kCostMinimizing);
  scenario.prosumers[0].flexible_load.share = 0;
  on_peak_slots(scenario, [](auto& slot) {
    CHECK(slot.system.capped);
    CHECK_FALSE(slot.system.converged);
    CHECK(slot.system.price_sell == 2);
  });
}

TEST_CASE("where nothing is missing every rule stays at the base tariff, in one round") {
  for (const auto& [rule, protocol] : {std::pair{LeaderRule::kStackelberg, Protocol::kDirect},
                                       std::pair{LeaderRule::kStackelberg, Protocol::kIterative},
                                       std::pair{LeaderRule::kCostMinimizing, Protocol::kDirect}}) {
    Scenario scenario = flexible_homes(rule);
    scenario.leader.protocol = protocol;
    scenario.prosumers[0].load.mean_kwh_per_day = 0;
    on_peak_slots(scenario, [](auto& slot) {
      CHECK(slot.system.converged);
      CHECK(slot.system.rounds == 1);
      CHECK(slot.system.price_sell == slot.system.price_base);
    });
  }
}

TEST_CASE("the iterative protocol finds the choke price, whatever has to be served") {
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg);
  scenario.prosumers[0].flexible_load.share = 0.5;
  scenario.leader.protocol = Protocol::kIterative;
  on_peak_slots(scenario, [](auto& slot) {
    CHECK(slot.system.converged);
    CHECK(slot.system.price_sell >= 0.75);
    CHECK(slot.system.price_sell <= 0.75 + 1e-6);
    CHECK(slot.system.prosumer_supply_elastic_kwh == 0);
    CHECK(slot.system.prosumer_supply_kwh > 1);
    CHECK(slot.certificates.price_regret.value() <= 1e-6);
  });
}

TEST_CASE("the iterative protocol flags a price cap that cuts, and answers that are missing") {
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg);
  scenario.leader.protocol = Protocol::kIterative;
  scenario.leader.price_cap = 0.5;
  on_peak_slots(scenario, [](auto& slot) {
    CHECK(slot.system.capped);
    CHECK(slot.system.price_sell == 0.5);
    // Half of the load is wanted at 0.5, and no price up to the cap would leave less.
    CHECK(slot.certificates.leader_regret.value() == 0);
    CHECK(slot.certificates.price_regret.value() == 0);
  });
  scenario.leader.price_cap = 2;
  scenario.network.loss_probability = 0.01;
  int answered = 0, unanswered = 0;
  on_peak_slots(scenario, [&](auto& slot) {
    ++(slot.system.converged ? answered : unanswered);
    CHECK(slot.certificates.leader_regret.has_value() == (slot.system.lost_messages == 0));
  });
  CHECK(unanswered > 0);
}

// A round of notices and answers for 20 homes and their market place, a statement and a meter
// report for each: nobody tells the CPS anything else.
TEST_CASE("under the iterative protocol a round takes one answer a home and one sum a zone") {
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg);
  scenario.market.mechanism = market::MechanismId::kNone;
  scenario.leader.protocol = Protocol::kIterative;
  on_peak_slots(scenario, [](auto& slot) {
    CHECK(slot.system.rounds >= 4);
    CHECK(slot.system.messages == slot.system.rounds * (20 + 1 + 20 + 1) + 20 + 20);
  });
}

// At 0.7 s a line the last of five buses is 2.8 s from its market place, and 2.5 s are left.
TEST_CASE("an answer that comes after the sum was told is missing") {
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg);
  scenario.leader.protocol = Protocol::kIterative;
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 0.7};
  on_peak_slots(scenario, [](auto& slot) { CHECK_FALSE(slot.system.converged); });
  scenario.network.latency.per_hop_s = 0.625;
  on_peak_slots(scenario, [](auto& slot) { CHECK(slot.system.converged); });
}

TEST_CASE("the forecast of the demand is the same whatever the protocol") {
  Scenario scenario = lively_day(20);
  scenario.clock.days = 2;
  scenario.cps.peak.by = scenario::PeakDetection::kForecast;
  scenario.cps.capacity_kw = 8;
  const MemorySink direct = run_in_memory(scenario);
  scenario.leader.protocol = Protocol::kIterative;
  const MemorySink iterative = run_in_memory(scenario);
  int peaks = 0;
  for (std::size_t i = 0; i < direct.slots.size(); ++i) {
    CHECK(direct.slots[i].system.is_peak == iterative.slots[i].system.is_peak);
    peaks += direct.slots[i].system.is_peak ? 1 : 0;
  }
  CHECK(peaks > 10);
  CHECK(peaks < 48);
}

TEST_CASE("a replay announces the recorded price in peak slots, once") {
  const PriceFile prices{"00:00,0.3\n06:00,0.3\n12:00,0.4\n18:00,0.6\n"};
  const int peaks = on_peak_slots(replaying(prices), [](auto& slot) {
    CHECK(slot.system.price_sell == (slot.index < 18 ? 0.4 : 0.6));
    CHECK(slot.system.rounds == 1);
    CHECK(slot.system.converged);
    CHECK_FALSE(slot.certificates.leader_regret.has_value());
  });
  CHECK(peaks == 4);
}

TEST_CASE("recorded prices that the CPS may not announce, or that are missing, are refused") {
  const PriceFile prices{"00:00,0.08\n06:00,2.5\n12:00,\n18:00,0.6\n"};
  const Scenario scenario = replaying(prices);
  try {
    const agents::SimulationRun run{scenario};
    FAIL("must be refused");
  } catch (const InputError& error) {
    std::vector<std::string> complaints;
    for (const Diagnostic& found : error.diagnostics()) {
      complaints.push_back(std::to_string(found.position.line) + ":" +
                           std::to_string(found.position.column) + ": " + found.message);
    }
    CHECK(complaints ==
          std::vector<std::string>{
              "4:7: price: is missing; repair it with gaps: zero or interpolate (got '')",
              "2:7: price: must be above 0.08 and at most 2 (got '0.08')",
              "3:7: price: must be above 0.08 and at most 2 (got '2.5')"});
  }
}

// All limit prices are the same, so that who is left out of the auction is a matter of arrival. A
// replay that does not sell what the meters show has no regret.
TEST_CASE("the trades of the run are replayed, ties by arrival included") {
  Scenario scenario = lively_day(30);
  scenario.prosumers[0].pv.share = 0.7;
  scenario.prosumers[0].pv.capacity_kw = uniform_between(0.5, 2);
  scenario.prosumers[0].flexible_load.share = 0.5;
  reservation_lambda(scenario.prosumers[0]) = 0.5;
  scenario.cps.peak.window = {7 * 60, 17 * 60};
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 0.25};
  scenario.trace.audit_every = 1;
  scenario.leader.price_cap = 0.4;
  double auctioned = 0;
  const int peaks = on_peak_slots(scenario, [&](auto& slot) {
    CHECK(slot.system.late_orders == 0);
    CHECK(slot.certificates.leader_regret.has_value());
    auctioned += slot.system.auction_energy_kwh;
  });
  CHECK(peaks == 10);
  CHECK(auctioned > 1);
}

TEST_CASE("the regret is measured in slots that are drawn, where it can be") {
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg);
  scenario.trace.audit_every = 3;
  const auto measured = [](const Scenario& described) {
    std::vector<std::int64_t> slots;
    for (const KeptSlot& slot : run_in_memory(described).slots) {
      if (slot.certificates.leader_regret) slots.push_back(slot.index);
      CHECK(slot.certificates.leader_regret.has_value() ==
            slot.certificates.price_regret.has_value());
    }
    return slots;
  };
  const double share = audit_share(3, 24);
  CHECK(share == 1);  // of a day of hours all
  scenario.clock.days = 3;
  std::vector<std::int64_t> drawn;
  const AuditDraw draw{static_cast<std::uint64_t>(scenario.seed), audit_share(3, 72)};
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    if (slot.system.is_peak && draw.is_drawn(Audit::kLeader, slot.index, true)) {
      drawn.push_back(slot.index);
    }
  }
  CHECK(measured(scenario) == drawn);
  CHECK(drawn.size() > 2);
  CHECK(drawn.size() < 12);
  scenario.clock.days = 1;
  scenario.trace.audit_every = 0;
  CHECK(measured(scenario).empty());
  scenario.trace.audit_every = 1;
  CHECK(measured(scenario).size() == 4);
  const auto without = [&](auto change) {
    Scenario changed = scenario;
    change(changed);
    return measured(changed).empty();
  };
  CHECK(without([](Scenario& s) { s.trace.level = recording::TraceLevel::kSummary; }));
  CHECK(without([](Scenario& s) { s.leader.rule = LeaderRule::kFlat; }));
  CHECK(without([](Scenario& s) { s.market.levels = {{}}; }));
  CHECK(without([](Scenario& s) { s.market.mechanism = market::MechanismId::kMuda; }));
  CHECK(without(
      [](Scenario& s) { s.market.mechanism = market::MechanismId::kContinuousDoubleAuction; }));
  CHECK_FALSE(without([](Scenario& s) { s.market.mechanism = market::MechanismId::kNone; }));
}
