// Traces whose numbers agree with each other, but not with the scenario that they say they are of.
// Each passes all checks but the one that is there for it.
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_writer.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/traced_village.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

using market::MechanismId;
using recording::SlotRecord;
using scenario::LeaderRule;
using scenario::Scenario;
using Names = std::set<std::string>;

// Hands on what it gets, with other rules, and with money moved from one buyer to another of its
// zone in the slots where `moves` says so.
class Forger final : public recording::TraceSink {
 public:
  std::function<void(recording::RuleStatics&)> rules = [](recording::RuleStatics&) {};
  std::function<bool(const SlotRecord&)> moves = [](const SlotRecord&) { return false; };
  std::function<void(recording::SystemRecord&)> claims = [](recording::SystemRecord&) {};
  double least_apart = 1e-3;  // of what the two pay, currency/kWh
  std::int64_t moved = 0;

  explicit Forger(recording::TraceSink& sink) : sink_{sink} {}
  void begin(const recording::RunDescription& run) override {
    recording::RunDescription changed = run;
    rules(changed.rules);
    zones_ = run.prosumers.zone;
    sink_.begin(changed);
  }
  void record(const SlotRecord& slot) override {
    SlotRecord changed = slot;
    const auto bought = slot.prosumers.p2p_bought_kwh;
    paid_.assign(slot.prosumers.p2p_paid.begin(), slot.prosumers.p2p_paid.end());
    balance_.assign(slot.prosumers.balance.begin(), slot.prosumers.balance.end());
    if (moves(slot)) move_money(bought);
    changed.prosumers.p2p_paid = paid_;
    changed.prosumers.balance = balance_;
    claims(changed.system);
    sink_.record(changed);
  }
  void finish(recording::RunStatus status) override { sink_.finish(status); }

 private:
  // The one who paid least per kWh pays a little more, so that nobody pays beyond its limit price.
  void move_money(std::span<const double> bought) {
    for (std::size_t a = 0; a < bought.size(); ++a) {
      for (std::size_t b = 0; b < bought.size(); ++b) {
        if (zones_[a] != zones_[b] || bought[a] <= 0.01 || bought[b] <= 0.01) continue;
        const double apart = paid_[b] / bought[b] - paid_[a] / bought[a];
        if (a == b || apart < least_apart) continue;
        const double money = 1e-4 * std::min(bought[a], bought[b]);
        paid_[a] += money;
        balance_[a] += money;
        paid_[b] -= money;
        balance_[b] -= money;
        ++moved;
        return;
      }
    }
  }

  recording::TraceSink& sink_;
  std::vector<std::int32_t> zones_;
  std::vector<double> paid_, balance_;
};

struct Forged {
  Names failing;  // without another run
  Names failing_when_run_again;
  std::int64_t moved = 0;
};

// Plays `played`, and writes it down, in its numbers, as a run of `stated`.
Forged forged(const Scenario& played, const Scenario& stated,
              const std::function<void(Forger&)>& set_up) {
  const test::TemporaryFolder folder;
  agents::SimulationRun run{played};
  output::Provenance provenance;
  provenance.config_yaml = test::text_of(stated);
  output::TraceOptions options = test::options_of(played, folder / "run.h5");
  options.level = output::TraceLevel::kAgents;
  output::TraceWriter writer{options, provenance};
  Forger forger{writer};
  set_up(forger);
  testing::StopAfter never;
  run.execute(forger, never);
  Forged result{{}, {}, forger.moved};
  const auto failing = [&](RerunMode mode) {
    Names names;
    for (const CheckResult& check : verify({.file = options.file, .rerun = mode}).checks) {
      if (!check.holds() && check.weight == Weight::kJudged) names.insert(check.name);
    }
    return names;
  };
  result.failing = failing(RerunMode::kNever);
  result.failing_when_run_again = failing(RerunMode::kWhereNeeded);
  return result;
}

std::string together(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += name + '\n';
  return text;
}

Scenario cap_at_peak(const Scenario& honest) {
  Scenario scenario = honest;
  scenario.leader.rule = LeaderRule::kTimeOfUse;
  scenario.cps.tariff.bands = {{{15 * 60, 20 * 60}, honest.leader.price_cap}};
  return scenario;
}

Scenario with_market(MechanismId rule) {
  Scenario scenario = test::village();
  scenario.market.mechanism = rule;
  scenario.network.latency.fixed_s = 0.05;
  return scenario;
}

}  // namespace

TEST_CASE("the cap in every peak slot, by a rule that the scenario does not have, is caught") {
  Scenario honest = test::village();
  for (const auto floats : {output::FloatWidth::kFloat64, output::FloatWidth::kFloat32}) {
    honest.trace.precision = floats;
    const Scenario greedy = cap_at_peak(honest);
    for (const char* rule : {"replay", "time_of_use"}) {
      const auto renamed = [&](Forger& forger) {
        forger.rules = [&](recording::RuleStatics& rules) { rules.leader_rule = rule; };
      };
      CAPTURE(rule);
      CHECK(forged(greedy, honest, renamed).failing == Names{"form: scenario"});
    }
  }
}

// The greedy one says that it searched, and found the cap: nobody wants more there.
TEST_CASE("the cap in every peak slot, called the price that the search found, is caught") {
  Scenario honest = with_market(MechanismId::kAuctionThenMidMarket);
  honest.leader.price_cap = 2;
  honest.trace.audit_every = 0;
  for (const auto rule : {MechanismId::kAuctionThenMidMarket, MechanismId::kMuda}) {
    honest.market.mechanism = rule;
    const Scenario greedy = cap_at_peak(honest);
    Scenario stated = greedy;
    stated.leader = honest.leader;
    const auto called_found = [&](Forger& forger) {
      forger.rules = [&](auto& rules) { rules = testing::run_in_memory(stated).description.rules; };
      forger.claims = [](recording::SystemRecord& slot) { slot.rounds = slot.is_peak ? 2 : 1; };
    };
    const Forged caught = forged(greedy, stated, called_found);
    const bool is_randomized = rule == MechanismId::kMuda;
    CAPTURE(together(caught.failing_when_run_again));
    if (!is_randomized) CHECK(caught.failing == Names{"leader: refused just below"});
    CHECK(caught.failing_when_run_again.contains(is_randomized ? "rerun: series"
                                                               : "leader: refused just below"));
  }
}

TEST_CASE("a power flow without all of its rules is refused with the name of what is missing") {
  using Rule = std::optional<double> recording::RuleStatics::*;
  const std::pair<const char*, Rule> rules[] = {
      {"source_voltage_pu", &recording::RuleStatics::source_voltage_pu},
      {"voltage_min_pu", &recording::RuleStatics::voltage_min_pu},
      {"voltage_max_pu", &recording::RuleStatics::voltage_max_pu},
      {"loading_limit_percent", &recording::RuleStatics::loading_limit_percent}};
  const Scenario wires = test::village_with_wires();
  for (const auto& entry : rules) {
    const char* const name = entry.first;
    const auto without = [rule = entry.second](Forger& forger) {
      forger.rules = [rule](recording::RuleStatics& stated) { (stated.*rule).reset(); };
    };
    CAPTURE(name);
    CHECK_THROWS_WITH_AS(forged(wires, wires, without), doctest::Contains(name), InputError);
  }
}

TEST_CASE("another scenario's text in place of the run's is caught") {
  const Scenario honest = test::village();
  const auto as_it_is = [](Forger&) {};
  CHECK(forged(honest, honest, as_it_is).failing == Names{});
  const std::vector<std::function<void(Scenario&)>> changes{
      [](Scenario& other) { other.seed += 1; },
      [](Scenario& other) { other.leader.price_cap += 0.5; },
      [](Scenario& other) { other.title = "another"; },
      [](Scenario& other) { other.prosumers[0].pv.capacity_kw = 3; },
      [](Scenario& other) { other.clock.start = other.clock.start + Duration::from_seconds(3600); },
  };
  for (const auto& change : changes) {
    Scenario other = honest;
    change(other);
    CHECK(forged(honest, other, as_it_is).failing == Names{"form: scenario"});
  }
}

// Rounded numbers may be further off: who could say that they are would be believed more.
TEST_CASE("numbers of other digits than the scenario says are caught") {
  std::vector<Scenario> scenarios(3, test::village());
  scenarios[1].trace.significant_bits = 20;
  scenarios[2].trace.precision = recording::FloatWidth::kFloat32;
  for (const Scenario& played : scenarios) {
    for (const Scenario& stated : scenarios) {
      const Names expected = played == stated ? Names{} : Names{"form: scenario"};
      CHECK(forged(played, stated, [](Forger&) {}).failing == expected);
    }
  }
}

TEST_CASE("money moved among buyers whose trades were drawn at random is caught") {
  for (const MechanismId rule : {MechanismId::kRandomBilateral, MechanismId::kMuda}) {
    const Scenario scenario = with_market(rule);
    const Forged result = forged(scenario, scenario, [](Forger& forger) {
      forger.moves = [](const SlotRecord&) { return true; };
      forger.least_apart = 0;  // all buyers of a half pay one price
    });
    CAPTURE(together(result.failing));
    CAPTURE(static_cast<int>(rule));
    REQUIRE(result.moved > 0);
    CHECK(result.failing.contains("market: trades"));
  }
}

TEST_CASE("money moved among buyers of an order book is caught by another run") {
  const Scenario scenario = with_market(MechanismId::kContinuousDoubleAuction);
  const Forged result = forged(scenario, scenario, [](Forger& forger) {
    forger.moves = [](const SlotRecord&) { return true; };
  });
  REQUIRE(result.moved > 0);
  CHECK(result.failing == Names{});
  CHECK(result.failing_when_run_again.contains("rerun: series"));
}

TEST_CASE("money moved in slots with lost messages is caught by another run") {
  Scenario scenario = with_market(MechanismId::kRandomBilateral);
  scenario.network.loss_probability = 0.05;
  const Forged result = forged(scenario, scenario, [](Forger& forger) {
    forger.moves = [](const SlotRecord& slot) { return slot.system.lost_messages > 0; };
  });
  REQUIRE(result.moved > 0);
  CHECK(result.failing == Names{});
  CHECK(result.failing_when_run_again.contains("rerun: series"));
}

TEST_CASE("an honest run is the same when run again, to the last digit, in either precision") {
  const test::TemporaryFolder folder;
  for (const auto floats : {output::FloatWidth::kFloat64, output::FloatWidth::kFloat32}) {
    const auto file =
        test::write_trace(test::village_with_faults(), {.file = folder / "run.h5",
                                                        .level = output::TraceLevel::kOrders,
                                                        .floats = floats,
                                                        .existing = output::Existing::kOverwrite});
    const Verification again = verify({.file = file, .rerun = RerunMode::kAlways});
    CHECK(again.holds(Strictness::kUsual));
    CHECK(again.differences.empty());
    CHECK(again.proves());
    CHECK(verify({.file = file}).proves() == (floats == output::FloatWidth::kFloat64));
  }
}

}  // namespace peerwatt::verification
