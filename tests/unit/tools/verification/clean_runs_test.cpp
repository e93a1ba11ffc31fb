#include <string>

#include "tests/support/part_of_seeds.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/traced_village.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

using output::FloatWidth;
using output::TraceLevel;

std::string failures(const Verification& verification,
                     Strictness strictness = Strictness::kStrict) {
  std::string text;
  for (const CheckResult& check : verification.checks) {
    if (check.weight == Weight::kNoted && strictness == Strictness::kUsual) continue;
    if (!check.holds()) text += check.name + ' ' + check.column + '\n';
  }
  return text;
}

const CheckResult& check_of(const Verification& verification, const std::string& name) {
  for (const CheckResult& check : verification.checks) {
    if (check.name == name) return check;
  }
  FAIL("no check " << name);
  return verification.checks.front();
}

Verification verified(const scenario::Scenario& scenario, output::TraceOptions options = {}) {
  const test::TemporaryFolder folder;
  options.file = folder / "run.h5";
  return verify({test::write_trace(scenario, options), {}});
}

scenario::Scenario with_coalitions(scenario::Scenario scenario, std::uint64_t seed) {
  constexpr double kCharges[] = {0.0, 0.02, 0.3, 2.0, 50.0};
  scenario::CoalitionSettings& coalition = scenario.coalition;
  coalition.network_charge = kCharges[seed % 5];
  if (seed % 3 == 1) coalition.distance = scenario::ChargedLength::kResistance;
  if (seed % 4 != 3) coalition.radius_km = 0.05 * static_cast<double>(seed % 7);
  if (seed % 2 == 1) coalition.shares = scenario::SharesRule::kShapley;
  coalition.shapley_orders = 20;
  scenario.trace.audit_every = 3;
  return scenario;
}

}  // namespace

TEST_CASE("a run with power flow verifies clean, its wires checked, at any precision") {
  for (const output::TraceOptions& options :
       {output::TraceOptions{}, output::TraceOptions{.file = {}, .floats = FloatWidth::kFloat32},
        output::TraceOptions{.file = {}, .every = 3},
        output::TraceOptions{.file = {}, .significant_bits = 20}}) {
    const Verification phases = verified(test::village_with_phases(), options);
    CHECK(failures(phases, Strictness::kUsual) == "");
    CHECK(check_of(phases, "network: power flow").checked());
    const Verification inverters = verified(test::village_with_inverters(), options);
    CHECK(failures(inverters, Strictness::kUsual) == "");
    CHECK(check_of(inverters, "network: power flow").checked());
    const Verification wires = verified(test::village_with_wires(), options);
    CHECK(failures(wires, Strictness::kUsual) == "");
    for (const char* name : {"network: power flow", "network: limits", "network: losses"}) {
      CHECK(check_of(wires, name).checked());
    }
  }
}

TEST_CASE("with power flow too, what each side has more adds up to the change of welfare") {
  const output::Effects effects =
      test::record(test::village_with_wires(), {.file = {}, .in_memory = true}).effects;
  CHECK(*effects.change_operator != 0);
  const double sum = *effects.change_prosumers + *effects.change_other_customers +
                     *effects.change_cps + *effects.change_auctioneers + *effects.change_operator;
  CHECK(sum == doctest::Approx(*effects.change_welfare).epsilon(1e-9));
}

TEST_CASE("a run verifies clean, with everything checked that applies") {
  const Verification all = verified(test::village(), {.file = {}, .level = TraceLevel::kOrders});
  CHECK(failures(all) == "");
  for (const CheckResult& check : all.checks) {
    CAPTURE(check.name);
    CHECK((check.checked() || check.reason == "coalition.shares is trades" ||
           check.reason == "leader.rule is stackelberg" ||
           check.reason == "network.power_flow is none"));
  }
  CHECK(check_of(all, "energy: purchases").slots == 24);
  CHECK(check_of(all, "leader: price regret").slots == 5);
}

TEST_CASE("charges, coalitions, reductions and faults verify clean") {
  const Verification all =
      verified(test::village_with_faults(), {.file = {}, .level = TraceLevel::kOrders});
  CHECK(failures(all, Strictness::kUsual) == "");
  CHECK(check_of(all, "coalitions: shares").slots == 24);
  CHECK(check_of(all, "coalitions: merge regret").slots == 24);
  CHECK(check_of(all, "coalitions: core excess").slots > 0);
  CHECK(check_of(all, "certificates: misreport gain").reason == "");
}

TEST_CASE("every market rule verifies clean, and what is not checked is said") {
  for (const market::MechanismEntry& rule : market::mechanisms()) {
    CAPTURE(rule.name);
    scenario::Scenario scenario = test::village();
    scenario.market.mechanism = rule.id;
    const Verification all = verified(scenario, {.file = {}, .level = TraceLevel::kOrders});
    CHECK(failures(all) == "");
    for (const CheckResult& check : all.checks) {
      if (!check.checked()) CHECK(check.reason != "");
    }
    const bool can_replay = rule.role != market::Role::kContinuous;
    CHECK(check_of(all, "market: trades").checked() == can_replay);
  }
}

TEST_CASE("leaders other than the Stackelberg one verify clean") {
  for (const auto rule : {scenario::LeaderRule::kFlat, scenario::LeaderRule::kTimeOfUse}) {
    scenario::Scenario scenario = test::village();
    scenario.leader.rule = rule;
    scenario.cps.tariff.bands = {{{15 * 60, 18 * 60}, 0.4}};
    const Verification all = verified(scenario);
    CHECK(failures(all) == "");
    CHECK(check_of(all, "leader: price").slots == 24);
    CHECK_FALSE(check_of(all, "leader: price regret").checked());
  }
}

TEST_CASE("order books below a level that is a call auction verify clean") {
  scenario::Scenario books = test::village();
  books.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  books.market.levels = {{.network_charge = 0.02}};
  books.network.latency.fixed_s = 0.05;
  CHECK(test::failures(books, test::options_of(books, {})) == "");
}

TEST_CASE("levels, classes, lost messages, caps and few rounds verify clean") {
  scenario::Scenario levels = test::village();
  levels.market.levels = {{.network_charge = 0.02}};
  CHECK(failures(verified(levels)) == "");
  scenario::Scenario classes = test::village();
  classes.prosumers[0].preferences.solar_premium = 0.05;
  classes.prosumers[0].preferences.local_premium = 0.02;
  CHECK(failures(verified(classes)) == "");
  scenario::Scenario lossy = test::village();
  lossy.network.loss_probability = 0.05;
  CHECK(failures(verified(lossy)) == "");
  scenario::Scenario capped = test::village();
  capped.leader.price_cap = 0.5;
  CHECK(failures(verified(capped)) == "");
  scenario::Scenario few_rounds = test::village();
  few_rounds.leader.max_rounds = 2;
  CHECK(failures(verified(few_rounds)) == "");
}

TEST_CASE("random scenarios verify clean, in either precision") {
  for (std::uint64_t seed = 1; seed <= testing::part_of_seeds(40); ++seed) {
    CAPTURE(seed);
    const scenario::Scenario scenario = testing::random_scenario(seed);
    CHECK(failures(verified(scenario)) == "");
    CHECK(failures(verified(scenario, {.file = {}, .floats = FloatWidth::kFloat32})) == "");
  }
}

TEST_CASE("random scenarios with coalitions within zones verify clean, in either precision") {
  std::int64_t shared = 0, examined = 0;
  for (std::uint64_t seed = 1; seed <= testing::part_of_seeds(40); ++seed) {
    CAPTURE(seed);
    const scenario::Scenario scenario = with_coalitions(testing::random_scenario(seed), seed);
    const Verification all = verified(scenario);
    CHECK(failures(all, Strictness::kUsual) == "");
    shared += check_of(all, "coalitions: shares").slots;
    examined += check_of(all, "coalitions: core excess").slots;
    const Verification rounded = verified(scenario, {.file = {}, .floats = FloatWidth::kFloat32});
    CHECK(failures(rounded, Strictness::kUsual) == "");
  }
  CHECK(shared > 0);
  CHECK(examined > 0);
}

TEST_CASE("traces of rounded numbers verify clean, as far as these can tell") {
  for (const int bits : {52, 40, 28, 20, 12}) {
    CAPTURE(bits);
    scenario::Scenario scenario = test::village();
    scenario.seed = bits;
    for (const FloatWidth width : {FloatWidth::kFloat64, FloatWidth::kFloat32}) {
      const Verification found =
          verified(scenario, {.file = {}, .floats = width, .significant_bits = bits});
      CHECK(failures(found) == "");
      CHECK(found.significant_bits == (width == FloatWidth::kFloat32 ? std::min(bits, 24) : bits));
      CHECK_FALSE(found.proves());
      CHECK(check_of(found, "welfare: who pays whom").reason ==
            "rounded numbers lack the residual's last digits");
    }
  }
}

TEST_CASE("another run proves a trace of rounded numbers") {
  const test::TemporaryFolder folder;
  const auto file =
      test::write_trace(test::village(), {.file = folder / "run.h5", .significant_bits = 20});
  const Verification found = verify({.file = file, .rerun = RerunMode::kAlways});
  CHECK(failures(found) == "");
  CHECK(found.proves());
}

TEST_CASE("float32, thinned and short traces verify clean") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    scenario::Scenario scenario = test::village();
    scenario.seed = static_cast<std::int64_t>(seed);
    CHECK(failures(verified(scenario, {.file = {}, .floats = FloatWidth::kFloat32})) == "");
    const Verification thinned = verified(scenario, {.file = {}, .every = 5});
    CHECK(failures(thinned) == "");
    CHECK(check_of(thinned, "energy: purchases").slots == 5);
    const Verification summary = verified(scenario, {.file = {}, .level = TraceLevel::kSummary});
    CHECK(failures(summary) == "");
    CHECK(check_of(summary, "energy: purchases").reason == "trace.level is summary");
  }
}

// Its row may stand for two slots or a thousand.
TEST_CASE("a thinned trace of a single slot verifies clean") {
  const test::TemporaryFolder folder;
  scenario::Scenario scenario = test::village();
  scenario.clock.slot_s = 86400;
  const auto file = test::write_trace(scenario, {.file = folder / "run.h5", .every = 3});
  CHECK(failures(verify({.file = file, .rerun = RerunMode::kAlways})) == "");
}

TEST_CASE("some slots can be verified alone") {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(test::village(), {.file = folder / "run.h5"});
  const Verification some = verify({file, output::IndexRange{15, 20}});
  CHECK(failures(some) == "");
  CHECK(check_of(some, "energy: purchases").slots == 5);
  CHECK(check_of(some, "leader: price regret").slots == 5);
  CHECK(check_of(some, "sums: daily").reason == "not all slots were asked for");
  CHECK_THROWS_AS(verify({file, output::IndexRange{20, 25}}), InputError);
}

}  // namespace peerwatt::verification
