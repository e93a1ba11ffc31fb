#include "agents/scenario_files/changed_parameters.hpp"

#include <string>
#include <vector>

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using Paths = std::vector<std::string>;
using testing::plain_scenario;

TEST_CASE("only what is not the default is changed, and the feeder is left out") {
  CHECK(changed_parameters(Scenario{}).empty());
  CHECK(changed_parameters(plain_scenario()) == Paths{"profiles[0].name", "prosumers[0].name"});
}

TEST_CASE("changed parameters are told sorted by their paths, of items of lists too") {
  Scenario scenario;
  scenario.seed = 7;
  scenario.cps.tariff.bands.resize(2);
  scenario.cps.tariff.bands[1].price = 0.5;
  scenario.market.levels.resize(1);
  scenario.market.levels[0].gate_s = 7;
  scenario.clock.slot_s = 900;
  CHECK(changed_parameters(scenario) ==
        Paths{"clock.slot_s", "cps.tariff.bands[1].price", "market.levels[0].gate_s", "seed"});
}

TEST_CASE("an item of nothing but defaults changes nothing") {
  Scenario scenario;
  scenario.prosumers.resize(2);
  scenario.faults.late_announcements.resize(1);
  CHECK(changed_parameters(scenario).empty());
}

}  // namespace
}  // namespace peerwatt::scenario
