#include "agents/messages/directory.hpp"

#include <set>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("prosumers come first, then auctioneers from the zones upwards, the CPS, the observer") {
  const Directory directory{3, 2, 1};
  CHECK(directory.prosumer(0) == AgentId{0});
  CHECK(directory.prosumer(2) == AgentId{2});
  CHECK(directory.auctioneer(0) == AgentId{3});
  CHECK(directory.auctioneer(2) == AgentId{5});  // of the area, after the two zones
  CHECK(directory.cps() == AgentId{6});
  CHECK(directory.observer() == AgentId{7});
  CHECK(directory.agent_count() == 8);
  CHECK(directory.place_count() == 3);
}

TEST_CASE("everybody has a number of its own, and is of one kind") {
  const Directory directory{4, 3, 2};
  std::set<AgentId> prosumers, auctioneers;
  for (std::uint32_t i = 0; i < directory.agent_count(); ++i) {
    if (directory.is_prosumer(AgentId{i})) prosumers.insert(AgentId{i});
    if (directory.is_auctioneer(AgentId{i})) auctioneers.insert(AgentId{i});
  }
  CHECK(prosumers.size() == directory.prosumer_count());
  CHECK(auctioneers.size() == directory.place_count());
  for (const AgentId agent : auctioneers) {
    CHECK(prosumers.count(agent) == 0);
    CHECK(directory.auctioneer(directory.place_of(agent)) == agent);
  }
  CHECK_FALSE(directory.is_auctioneer(directory.cps()));
  CHECK_FALSE(directory.is_prosumer(directory.observer()));
}
