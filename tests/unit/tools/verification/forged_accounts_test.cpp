#include <cmath>
#include <string>
#include <vector>

#include "output/trace/trace_reader.hpp"

#include "tests/support/traced_village.hpp"
#include "tests/unit/tools/verification/forgery.hpp"
#include "tools/verification/verify.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

bool is_caught(const std::filesystem::path& file) {
  return !verify({file, {}}).holds(Strictness::kUsual);
}

// Alters each of the columns, and seals the trace anew.
void check_all_caught(const scenario::Scenario& scenario, const std::vector<std::string>& columns) {
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(scenario, {.file = folder / "run.h5"});
  REQUIRE_FALSE(is_caught(file));
  test::Forgery forgery{file};
  for (const std::string& column : columns) {
    for (const std::size_t place : forgery.places(column)) {
      forgery.alter(column, place);
      forgery.reseal();
      CAPTURE(forgery.altered());
      CHECK(is_caught(file));
      forgery.put_back();
    }
  }
}

}  // namespace

TEST_CASE("a column that the rules of the run ask for must be there") {
  const test::TemporaryFolder folder;
  scenario::Scenario scenario = test::village();
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kPeak;
  const auto file = test::write_trace(scenario, {.file = folder / "run.h5"});
  REQUIRE_FALSE(is_caught(file));
  test::Forgery{file}.remove("prosumers/shed_kwh");
  CHECK_THROWS_WITH_AS(verify({file, {}}), doctest::Contains("has no column prosumers/shed_kwh"),
                       InputError);
}

TEST_CASE("forged indicators are caught, every one of them") {
  scenario::Scenario scenario = test::village();
  scenario.prosumers[0].battery.initial_share = 1;
  scenario.clock.days = 2;
  const test::TemporaryFolder folder;
  const auto file = test::write_trace(scenario, {.file = folder / "run.h5"});
  REQUIRE_FALSE(is_caught(file));
  const auto indicators = output::TraceReader{file}.summary();
  for (const char* share : {"self_consumption_own", "self_consumption_community",
                            "self_sufficiency_own", "self_sufficiency_community"}) {
    REQUIRE(indicators.contains(share));
  }
  const test::Forgery forgery{file};
  for (const auto& [name, value] : indicators) {
    const std::string& indicator = name;
    const double amount = value == std::floor(value) ? 1 : 1e-6 * (1 + std::fabs(value));
    CAPTURE(indicator);
    forgery.add_to_summary(indicator, amount);
    forgery.reseal();
    CHECK(is_caught(file));
    forgery.add_to_summary(indicator, -amount);
  }
}

TEST_CASE("forged charges and transfers in coalitions are caught") {
  scenario::Scenario scenario = test::village();
  scenario.coalition.network_charge = 0.3;
  scenario.coalition.shares = scenario::SharesRule::kShapley;
  check_all_caught(scenario,
                   {"prosumers/network_charge", "prosumers/coalition_transfer", "prosumers/balance",
                    "system/local_network_charge", "system/operator_balance"});
}

TEST_CASE("forged reductions are caught") {
  scenario::Scenario scenario = test::village();
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kDemand;
  scenario.virtual_power_plant.above_kw = 20;
  check_all_caught(
      scenario, {"prosumers/shed_kwh", "prosumers/reduction_kwh", "prosumers/reduction_paid",
                 "prosumers/balance_no_trade", "prosumers/balance_ordinary", "system/cps_balance",
                 "system/reduction_promised_kwh", "system/reduction_called_kwh",
                 "system/reduction_delivered_kwh", "system/reduction_paid"});
}

TEST_CASE("forged faults are caught") {
  scenario::Scenario scenario = test::village();
  scenario.network.loss_probability = 0.02;
  check_all_caught(scenario, {"system/degraded", "system/offline_auctioneers",
                              "system/announcement_delay_s", "system/undelivered_orders"});
}

TEST_CASE("forged regrets of a leader that minimizes its outlay are caught") {
  scenario::Scenario scenario = test::village();
  scenario.leader.rule = scenario::LeaderRule::kCostMinimizing;
  scenario.cps.cost.linear = 0.3;
  check_all_caught(scenario, {"system/certificates/leader_regret",
                              "system/certificates/price_regret", "system/rounds"});
}

}  // namespace peerwatt::verification
