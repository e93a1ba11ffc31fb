#include "agents/messages/directory.hpp"

#include <set>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("prosumers come first, then auctioneers from the zones upwards, then who is one") {
  const Directory directory{3, 2, 1};
  CHECK(directory.prosumer(ProsumerId{0}) == AgentId{0});
  CHECK(directory.prosumer(ProsumerId{2}) == AgentId{2});
  CHECK(directory.auctioneer(PlaceId{0}) == AgentId{3});
  CHECK(directory.auctioneer(PlaceId{2}) == AgentId{5});  // of the area, after the two zones
  CHECK(directory.cps() == AgentId{6});
  CHECK(directory.observer() == AgentId{7});
  CHECK(directory.all_prosumers() == AgentId{8});
  CHECK(directory.agent_count() == 9);
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
  for (const ProsumerId prosumer : ids<ProsumerId>(4)) {
    CHECK(directory.prosumer_of(directory.prosumer(prosumer)) == prosumer);
  }
  CHECK_FALSE(directory.is_auctioneer(directory.cps()));
  CHECK_FALSE(directory.is_prosumer(directory.observer()));
}

TEST_CASE("the auctioneer of a zone is that of its market place") {
  const Directory directory{4, 3, 2};
  CHECK(directory.place(ZoneId{2}) == PlaceId{2});
  CHECK(directory.auctioneer(ZoneId{2}) == AgentId{6});
  CHECK(directory.zone_of(AgentId{6}) == ZoneId{2});
}

TEST_CASE("all agents of a kind follow each other") {
  const Directory directory{4, 3, 2};
  CHECK(directory.prosumers().front() == AgentId{0});
  CHECK(directory.prosumers().size() == 4);
  CHECK(directory.zone_auctioneers().front() == AgentId{4});
  CHECK(directory.zone_auctioneers().size() == 3);
  CHECK(directory.area_auctioneers().front() == AgentId{7});
  CHECK(directory.area_auctioneers().size() == 2);
}

TEST_CASE("coalitions are counted by market place, then by first member") {
  const Directory directory{4, 3, 2};
  CHECK(directory.coalition(PlaceId{4}) == CoalitionId{4});
  CHECK(directory.coalition(ProsumerId{0}) == CoalitionId{5});
  CHECK(directory.coalition(ProsumerId{3}) == CoalitionId{8});
  CHECK(directory.coalition_count() == 9);
}

#ifndef NDEBUG
TEST_CASE("to take one kind of agent for another is our own mistake") {
  const Directory directory{4, 3, 2};
  CHECK_THROWS_AS(directory.prosumer_of(AgentId{4}), LogicError);
  CHECK_THROWS_AS(directory.place_of(AgentId{3}), LogicError);
  CHECK_THROWS_AS(directory.place_of(directory.cps()), LogicError);
  CHECK_THROWS_AS(directory.zone_of(AgentId{7}), LogicError);
}
#endif
