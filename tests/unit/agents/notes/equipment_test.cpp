#include "agents/notes/equipment.hpp"

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using scenario::Scenario;
using testing::plain_scenario;

scenario::ProsumerGroup equipped() {
  scenario::ProsumerGroup group;
  group.pv.capacity_kw = 5;
  group.battery.capacity_kwh = 10;
  group.battery.sale_share = 0.5;
  return group;
}

TEST_CASE("a group is named by its place in the scenario") {
  CHECK(group_path(2) == "prosumers[2]");
}

TEST_CASE("a group has PV where some member has it and it has a size") {
  scenario::ProsumerGroup group = equipped();
  CHECK(has_pv(group));
  group.pv.share = 0;
  CHECK_FALSE(has_pv(group));
  group.pv.share = 0.1;
  group.pv.capacity_kw = {parameters::Distribution::Kind::kUniform, {0, 3}};
  CHECK(has_pv(group));
  group.pv.capacity_kw = 0;
  CHECK_FALSE(has_pv(group));
}

TEST_CASE("a group sells from storage where it has batteries and offers a share of them") {
  scenario::ProsumerGroup group = equipped();
  CHECK(has_battery(group));
  CHECK(sells_from_storage(group));
  group.battery.sale_share = 0;
  CHECK_FALSE(sells_from_storage(group));
  group.battery = equipped().battery;
  group.battery.capacity_kwh = 0;
  CHECK_FALSE(has_battery(group));
  CHECK_FALSE(sells_from_storage(group));
}

TEST_CASE("load is flexible where any member's share may be above zero") {
  scenario::ProsumerGroup group;
  CHECK(has_flexible_load(group));  // the default
  group.flexible_load.share = 0;
  CHECK_FALSE(has_flexible_load(group));
}

TEST_CASE("a scenario has what any of its groups has") {
  Scenario scenario = plain_scenario();
  CHECK_FALSE(any_group(scenario, has_pv));
  scenario.prosumers.push_back(equipped());
  CHECK(any_group(scenario, has_pv));
  scenario.prosumers.clear();
  CHECK_FALSE(any_group(scenario, has_pv));
}

}  // namespace
}  // namespace peerwatt::notes
