#include "agents/simulation/division.hpp"

#include <numeric>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

// Zones of so many prosumers each.
Community community_of(const std::vector<std::uint32_t>& zones) {
  Community community;
  for (std::uint32_t zone = 0; zone < zones.size(); ++zone) {
    for (std::uint32_t i = 0; i < zones[zone]; ++i) {
      community.zones.push_back(ZoneId{zone});
      community.names.push_back("somebody");
    }
  }
  return community;
}

// Zones of each part.
std::vector<std::uint32_t> zones_by_part(const std::vector<std::uint32_t>& zones,
                                         std::uint32_t districts) {
  const Community community = community_of(zones);
  std::vector<std::uint32_t> counts;
  std::uint32_t next_zone = 0, next_prosumer = 0;
  for (const ZonePart& part :
       divide_zones(community, static_cast<std::uint32_t>(zones.size()), districts)) {
    CHECK(part.zones.front() == ZoneId{next_zone});
    next_zone += part.zones.size();
    CHECK((*part.prosumers.begin()).index() == next_prosumer);
    next_prosumer += part.prosumers.size();
    counts.push_back(part.zones.size());
  }
  CHECK(next_zone == zones.size());
  CHECK(next_prosumer == community.size());
  return counts;
}

}  // namespace

TEST_CASE("zones of equal size are shared out evenly, and all are") {
  CHECK(zones_by_part({5, 5, 5, 5, 5, 5}, 3) == std::vector<std::uint32_t>{2, 2, 2});
  CHECK(zones_by_part({5, 5, 5, 5, 5}, 2) == std::vector<std::uint32_t>{3, 2});
  CHECK(zones_by_part({5, 5, 5}, 1) == std::vector<std::uint32_t>{3});
}

TEST_CASE("there are no more parts than zones") {
  CHECK(zones_by_part({5, 5}, 16) == std::vector<std::uint32_t>{1, 1});
  CHECK(zones_by_part({7}, 3) == std::vector<std::uint32_t>{1});
}

TEST_CASE("a large zone is a part of its own, and an empty one goes with others") {
  CHECK(zones_by_part({1, 1, 90, 1, 1}, 3) == std::vector<std::uint32_t>{3, 1, 1});
  CHECK(zones_by_part({90, 1, 1, 0, 1}, 2) == std::vector<std::uint32_t>{1, 4});
  CHECK(zones_by_part({0, 0, 0}, 2).size() == 2);
}

TEST_CASE("without a wish a village is one part, and a city has parts of some 1,600 prosumers") {
  CHECK(zones_by_part({100, 100, 100}, 0).size() == 1);
  CHECK(zones_by_part(std::vector<std::uint32_t>(160, 100), 0) ==
        std::vector<std::uint32_t>(10, 16));
}
