#include "agents/notes/placement.hpp"

#include <string>
#include <vector>

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using scenario::Scenario;
using testing::plain_scenario;

using Places = std::vector<std::size_t>;

// Names of the buses where a group lives.
std::vector<std::string> buses_of(const scenario::ProsumerGroup& group) {
  const Scenario scenario = plain_scenario();
  const network::FeederDescription& feeder = scenario.network.feeder;
  std::vector<std::string> names;
  for (const std::size_t bus : Placement{feeder}.buses_of(group)) {
    names.push_back(feeder.buses[bus].name);
  }
  return names;
}

TEST_CASE("a group lives at its buses, in their order, or in its zones, or everywhere") {
  using Names = std::vector<std::string>;
  scenario::ProsumerGroup group;
  CHECK(buses_of(group) ==
        Names{"z000_b000", "z000_b001", "z000_b002", "z001_b000", "z001_b001", "z001_b002"});
  group.zones = {"z001"};
  CHECK(buses_of(group) == Names{"z001_b000", "z001_b001", "z001_b002"});
  group.zones.clear();
  group.buses = {"z001_b002", "z000_b001"};
  CHECK(buses_of(group) == Names{"z001_b002", "z000_b001"});
}

TEST_CASE("the first buses get the members that are left over") {
  CHECK(members_at(0, 4, 10) == 3);
  CHECK(members_at(1, 4, 10) == 3);
  CHECK(members_at(2, 4, 10) == 2);
  CHECK(members_at(3, 4, 10) == 2);
  CHECK(members_at(1, 4, 1) == 0);
}

TEST_CASE("zones without prosumers are not counted") {
  Scenario scenario = plain_scenario();
  CHECK(prosumers_by_zone(scenario) == std::vector<std::int64_t>{1});
  scenario.prosumers[0].count = 8;  // two at each of the first two buses
  CHECK(prosumers_by_zone(scenario) == std::vector<std::int64_t>{5, 3});
  scenario.prosumers.push_back(scenario.prosumers[0]);
  scenario.prosumers[1].zones = {"z001"};
  CHECK(prosumers_by_zone(scenario) == std::vector<std::int64_t>{5, 11});
}

TEST_CASE("buses with a load are told once, in the order of the feeder") {
  network::FeederDescription feeder = plain_scenario().network.feeder;
  CHECK(buses_with_load(feeder).empty());
  for (const std::size_t bus : {5U, 2U, 5U}) {
    feeder.loads.push_back({.bus = feeder.buses[bus].name, .power_kw = 1});
  }
  CHECK(buses_with_load(feeder) == Places{2, 5});
}

}  // namespace
}  // namespace peerwatt::notes
