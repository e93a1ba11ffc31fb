// Every rule and aim of the leader verifies clean where it was played, and fails where another was.
#include <functional>
#include <set>
#include <string>

#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_writer.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/traced_village.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

using recording::RuleStatics;
using scenario::LeaderAim;
using scenario::LeaderRule;
using scenario::Protocol;

// Hands on what it gets, and says that other rules were played.
class OtherRules final : public recording::TraceSink {
 public:
  OtherRules(recording::TraceSink& sink, std::function<void(RuleStatics&)> change)
      : sink_{sink}, change_{std::move(change)} {}
  void begin(const recording::RunDescription& run) override {
    recording::RunDescription changed = run;
    change_(changed.rules);
    sink_.begin(changed);
  }
  void record(const recording::SlotRecord& slot) override { sink_.record(slot); }
  void finish(recording::RunStatus status) override { sink_.finish(status); }

 private:
  recording::TraceSink& sink_;
  std::function<void(RuleStatics&)> change_;
};

// A sunny village in which others take about as much as K.
scenario::Scenario aiming_village(LeaderRule rule, LeaderAim aim = LeaderAim::kNoElasticSupply) {
  scenario::Scenario scenario = testing::scarce_day(6);
  scenario.trace.audit_every = 1;
  scenario.leader.rule = rule;
  scenario.leader.aim = aim;
  scenario.leader.aim_share = 0.4;
  scenario.leader.price_cap = 1.5;
  scenario.leader.max_rounds = 100;
  scenario.other_customers.mean_demand_kw = 8;
  scenario.cps.capacity_kw = 12;
  scenario.cps.cost = {.quadratic = 0.004, .linear = 0.3, .fixed = 0.5, .reserve_price = 0.4};
  return scenario;
}

std::set<std::string> failing(const scenario::Scenario& scenario,
                              std::function<void(RuleStatics&)> change) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder / "run.h5";
  agents::SimulationRun run{scenario};
  output::TraceOptions options;
  options.file = file;
  output::Provenance provenance;
  provenance.config_yaml = test::text_of(scenario);
  output::TraceWriter writer{options, provenance};
  OtherRules sink{writer, std::move(change)};
  testing::StopAfter never;
  run.execute(sink, never);
  std::set<std::string> names;
  for (const CheckResult& check : verify({file, {}}).checks) {
    if (!check.holds()) names.insert(check.name);
  }
  return names;
}

bool fails(const scenario::Scenario& scenario, const char* check,
           std::function<void(RuleStatics&)> change) {
  return failing(scenario, std::move(change)).contains(check);
}

constexpr const char* kDemand = "leader: demand left at the price";
constexpr const char* kSetter = "leader: who set the price";

}  // namespace

TEST_CASE("every aim, and marginal cost, verifies clean in both protocols") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    for (const auto& [rule, aim] :
         {std::pair{LeaderRule::kStackelberg, LeaderAim::kNoReserve},
          std::pair{LeaderRule::kStackelberg, LeaderAim::kShare},
          std::pair{LeaderRule::kMarginalCost, LeaderAim::kNoElasticSupply}}) {
      const int aim_number = static_cast<int>(aim);
      scenario::Scenario scenario = aiming_village(rule, aim);
      scenario.seed = static_cast<std::int64_t>(seed);
      scenario.leader.price_cap = seed % 3 == 0 ? 0.45 : 1.5;
      scenario.cps.capacity_kw = 4 + 2 * static_cast<double>(seed);
      scenario.leader.probes = seed % 2 == 0 ? 8 : 0;
      for (const Protocol protocol : {Protocol::kDirect, Protocol::kIterative}) {
        scenario.leader.protocol = protocol;
        CAPTURE(seed);
        CAPTURE(aim_number);
        CHECK(test::failures(scenario) == "");
        CHECK(test::failures(scenario, {.file = {}, .floats = output::FloatWidth::kFloat32}) == "");
      }
    }
  }
}

TEST_CASE("no peak price, and an outlay without inflexible load, verify clean") {
  CHECK(test::failures(aiming_village(LeaderRule::kNone)) == "");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    scenario::Scenario scenario = aiming_village(LeaderRule::kCostMinimizing);
    scenario.seed = static_cast<std::int64_t>(seed);
    scenario.leader.counts_inflexible_load = false;
    scenario.cps.capacity_kw = 4 + 2 * static_cast<double>(seed);
    scenario.other_customers.mean_demand_kw = seed % 2 == 0 ? 0 : 8;  // more is fed in than taken
    CAPTURE(seed);
    CHECK(test::failures(scenario) == "");
  }
}

TEST_CASE("a run that was played by another rule or aim than it says is caught") {
  for (const auto& [rule, aim] :
       {std::pair{LeaderRule::kStackelberg, LeaderAim::kNoElasticSupply},
        std::pair{LeaderRule::kStackelberg, LeaderAim::kShare},
        std::pair{LeaderRule::kMarginalCost, LeaderAim::kNoElasticSupply}}) {
    CHECK(failing(aiming_village(rule, aim), [](RuleStatics&) {}).empty());
  }
  const auto share = aiming_village(LeaderRule::kStackelberg, LeaderAim::kShare);
  CHECK(fails(share, kDemand, [](RuleStatics& rules) { rules.aim_share = 0.7; }));
  CHECK(fails(share, kDemand, [](RuleStatics& rules) { rules.aim = "no_elastic_supply"; }));
  const auto reserve = aiming_village(LeaderRule::kStackelberg, LeaderAim::kNoReserve);
  CHECK(fails(reserve, kDemand, [](RuleStatics& rules) { rules.aim = "no_elastic_supply"; }));
  CHECK(fails(reserve, kDemand, [](RuleStatics& rules) { rules.capacity_kwh -= 1; }));
  const auto all = aiming_village(LeaderRule::kStackelberg);
  CHECK(fails(all, kSetter, [](RuleStatics& rules) { rules.aim = "share"; }));
  const auto marginal = aiming_village(LeaderRule::kMarginalCost);
  CHECK(fails(marginal, "leader: price covers the last kWh",
              [](RuleStatics& rules) { rules.cost_linear += 0.05; }));
  const auto none = aiming_village(LeaderRule::kNone);
  CHECK(fails(none, kDemand, [](RuleStatics& rules) { rules.leader_rule = "stackelberg"; }));
  auto minimizing = aiming_village(LeaderRule::kCostMinimizing);
  minimizing.leader.counts_inflexible_load = false;
  minimizing.prosumers[0].flexible_load.share = 0.5;
  CHECK(fails(minimizing, "leader: outlay at the price",
              [](RuleStatics& rules) { rules.counts_inflexible_load = true; }));
}

}  // namespace peerwatt::verification
