#include "agents/scenario/feeder_places.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

network::FeederBus bus(const char* name, const char* zone) {
  network::FeederBus bus;
  bus.name = name;
  bus.zone = zone;
  return bus;
}

TEST_CASE("zones are named once each, and in order") {
  network::FeederDescription feeder;
  feeder.buses = {bus("root", ""), bus("b", "west"), bus("a", "east"), bus("c", "west")};
  const FeederPlaces places{feeder};
  CHECK(places.zones == std::vector<std::string>{"east", "west"});
  CHECK(places.buses == std::vector<std::string>{"root", "b", "a", "c"});
}

TEST_CASE("a bus may be in no zone") {
  network::FeederDescription feeder;
  feeder.buses = {bus("root", ""), bus("b", "west")};
  const FeederPlaces places{feeder};
  CHECK(places.zone_of_bus.at("root").empty());
  CHECK(places.zone_of_bus.at("b") == "west");
  CHECK(places.zone_of_bus.count("elsewhere") == 0);
}

}  // namespace
}  // namespace peerwatt::scenario
