#include "agents/notes/inhabited_places.hpp"

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using scenario::Scenario;
using testing::plain_scenario;

using Places = std::vector<std::size_t>;
using Zones = std::map<std::string_view, std::int64_t>;

TEST_CASE("zones without prosumers are not counted") {
  Scenario scenario = plain_scenario();
  CHECK(prosumers_by_zone(scenario) == Zones{{"z000", 1}});
  scenario.prosumers[0].count = 8;  // two at each of the first two buses
  CHECK(prosumers_by_zone(scenario) == Zones{{"z000", 5}, {"z001", 3}});
  scenario.prosumers.push_back(scenario.prosumers[0]);
  scenario.prosumers[1].zones = {"z001"};
  CHECK(prosumers_by_zone(scenario) == Zones{{"z000", 5}, {"z001", 11}});
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
