#include "agents/messages/directory.hpp"

#include <set>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("prosumers come first, then auctioneers from the zones upwards, then who is one") {
  const Directory directory{{3, 2, 1}};
  CHECK(directory.prosumer(ProsumerId{0}) == AgentId{0});
  CHECK(directory.prosumer(ProsumerId{2}) == AgentId{2});
  CHECK(directory.auctioneer(PlaceId{0}) == AgentId{3});
  CHECK(directory.auctioneer(PlaceId{2}) == AgentId{5});  // of the area, after the two zones
  CHECK(directory.cps() == AgentId{6});
  CHECK(directory.network_operator() == AgentId{7});
  CHECK(directory.observer() == AgentId{8});
  CHECK(directory.households(ZoneId{0}) == AgentId{9});
  CHECK(directory.households(ZoneId{1}) == AgentId{10});
  CHECK(directory.zone_of_households(AgentId{10}) == ZoneId{1});
  CHECK(directory.agent_count() == 11);
  CHECK(directory.place_count() == 3);
}

TEST_CASE("everybody has a number of its own, and is of one kind") {
  const Directory directory{{4, 3, 2}};
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
  const Directory directory{{4, 3, 2}};
  CHECK(directory.place(ZoneId{2}) == PlaceId{2});
  CHECK(directory.auctioneer(ZoneId{2}) == AgentId{6});
  CHECK(directory.zone_of(AgentId{6}) == ZoneId{2});
}

TEST_CASE("all agents of a kind follow each other") {
  const Directory directory{{4, 3, 2}};
  CHECK(directory.prosumers().front() == AgentId{0});
  CHECK(directory.prosumers().size() == 4);
  CHECK(directory.zone_auctioneers().front() == AgentId{4});
  CHECK(directory.zone_auctioneers().size() == 3);
  CHECK(directory.area_auctioneers().front() == AgentId{7});
  CHECK(directory.area_auctioneers().size() == 2);
}

TEST_CASE("coalitions are counted by market place, then by first member") {
  const Directory directory{{4, 3, 2}};
  CHECK(directory.coalition(PlaceId{4}) == CoalitionId{4});
  CHECK(directory.coalition(ProsumerId{0}) == CoalitionId{5});
  CHECK(directory.coalition(ProsumerId{3}) == CoalitionId{8});
  CHECK(directory.coalition_count() == 9);
}

// Zones 1 and 2 of four, with prosumers 3 to 7 of ten.
TEST_CASE("a directory of some zones numbers those who live there, and all who are above them") {
  const Directory part{{10, 4, 1}, {{ZoneId{1}, 2}, {ProsumerId{3}, 5}}};
  CHECK(part.prosumer(ProsumerId{3}) == AgentId{0});
  CHECK(part.prosumer_of(AgentId{4}) == ProsumerId{7});
  CHECK(part.prosumers().size() == 5);
  CHECK(part.auctioneer(ZoneId{1}) == AgentId{5});
  CHECK(part.auctioneer(PlaceId{2}) == AgentId{6});
  CHECK(part.auctioneer(PlaceId{4}) == AgentId{7});  // of the area, whose place follows all zones
  CHECK(part.zone_of(AgentId{6}) == ZoneId{2});
  CHECK(part.place_of(AgentId{6}) == PlaceId{2});
  CHECK(part.place_of(AgentId{7}) == PlaceId{4});
  CHECK(part.zone_auctioneers().size() == 2);
  CHECK(part.area_auctioneers().front() == AgentId{7});
  CHECK(part.cps() == AgentId{8});
  CHECK(part.network_operator() == AgentId{9});
  CHECK(part.observer() == AgentId{10});
  CHECK(part.households(ZoneId{2}) == AgentId{12});
  CHECK(part.zone_of_households(AgentId{11}) == ZoneId{1});
  CHECK(part.agent_count() == 13);
  CHECK(part.coalition(ProsumerId{3}) == CoalitionId{8});  // as everywhere
  CHECK(part.coalition_count() == 15);
  CHECK_FALSE(part.is_prosumer(AgentId{5}));
  CHECK(part.is_auctioneer(AgentId{7}));
  CHECK_FALSE(part.is_auctioneer(AgentId{8}));
}

TEST_CASE("where nobody of a zone has a number, those above have the first") {
  const Directory above{{10, 4, 2}, {ids<ZoneId>(0), ids<ProsumerId>(0)}};
  CHECK(above.auctioneer(PlaceId{5}) == AgentId{1});
  CHECK(above.cps() == AgentId{2});
  CHECK(above.network_operator() == AgentId{3});
  CHECK(above.agent_count() == 5);
  CHECK(above.place_count() == 6);
}

#ifndef NDEBUG
TEST_CASE("to take one kind of agent for another is our own mistake") {
  const Directory directory{{4, 3, 2}};
  CHECK_THROWS_AS(directory.prosumer_of(AgentId{4}), LogicError);
  CHECK_THROWS_AS(directory.place_of(AgentId{3}), LogicError);
  CHECK_THROWS_AS(directory.place_of(directory.cps()), LogicError);
  CHECK_THROWS_AS(directory.zone_of(AgentId{7}), LogicError);
}
#endif
