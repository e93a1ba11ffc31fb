#include "agents/coalitions/network_charge.hpp"

#include <vector>

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

TEST_CASE("members of a coalition are as far apart as their places in the zone's tree") {
  const Street street;
  const CentroidTree tree{{street.parents, street.charged_lengths}, street.nodes};
  const std::vector<std::uint32_t> places{3, 1, 2};
  const NetworkCharge charge{kCharge, &tree, places};
  CHECK(charge.applies());
  CHECK(charge.hubs() == tree.hubs());
  CHECK(charge.distance(0, 1) == 3);  // from the last node of the street to the second
  CHECK(charge.distance(1, 2) == 2);
  CHECK(charge.way(2).data() == tree.way(2).data());
}

TEST_CASE("where carrying energy costs nothing, no tree is needed") {
  const NetworkCharge free;
  CHECK_FALSE(free.applies());
  CHECK(free.hubs() == 0);
}

}  // namespace
}  // namespace peerwatt::game
