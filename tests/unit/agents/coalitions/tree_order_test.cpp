#include "agents/coalitions/tree_order.hpp"

#include <limits>
#include <vector>

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Numbers = std::vector<std::uint32_t>;

TEST_CASE("members are met branch by branch down the tree, those of one node by number") {
  // The root has the branches 1 - 3 and 2.
  Street street;
  street.parents = {0, 0, 0, 1};
  street.nodes = {2, 3, 1, 3};
  const TreeOrder order{street.neighbourhood(), rules()};
  CHECK(order.members == Numbers{2, 1, 3, 0});
  CHECK(order.hops == Numbers{1, 2, 2, 1});
  // 1 and 3 have an edge in common, the two at node 3 have two, and the branches none.
  CHECK(order.shared_hops == Numbers{0, 1, 2, 0});
}

TEST_CASE("charges are those of the ways from the root, and twice those of what ways share") {
  const TreeOrder order{Street{}.neighbourhood(), rules(0.5)};
  CHECK(order.way_charge == std::vector<double>{0, 0.25, 1.25, 1.75});
  CHECK(order.shared_charge == std::vector<double>{0, 0, 0.5, 2.5});
  CHECK(order.longest_charge == 3.5);
}

TEST_CASE("what two ways share is the least that neighbours between them share") {
  const TreeOrder order{Street{}.neighbourhood(), rules(0.5)};
  CHECK(order.least_shared(1, 3) == 0.5);
  // So 0.25 + 1.75 - 0.5 is the charge over the 3 km between the second member and the last.
  CHECK(order.way_charge[1] + order.way_charge[3] - order.least_shared(1, 3) == 0.5 * 3);
  CHECK(order.least_shared(2, 2) == std::numeric_limits<double>::infinity());
}

TEST_CASE("those at the radius are within it, those further away are not") {
  const auto within = [](double radius_km) {
    const TreeOrder order{Street{}.neighbourhood(), rules(0, radius_km)};
    Numbers places;
    order.for_each_within_radius(1, [&](std::uint32_t place) { places.push_back(place); });
    return places;
  };
  CHECK(within(0.4).empty());
  CHECK(within(0.5) == Numbers{0});
  CHECK(within(2) == Numbers{2, 0});
  CHECK(within(3) == Numbers{2, 3, 0});
}

TEST_CASE("a radius goes by km, a charge by what it is counted by") {
  Street street;
  street.charged_lengths = {0, 4, 4, 4};
  const TreeOrder order{street.neighbourhood(), rules(0.5, 1.0)};
  CHECK(order.has_radius());
  CHECK(order.way_km == std::vector<double>{0, 0.5, 2.5, 3.5});
  CHECK(order.way_charge == std::vector<double>{0, 2, 4, 6});
  CHECK_FALSE(TreeOrder{street.neighbourhood(), rules(0.5)}.has_radius());
}

}  // namespace
}  // namespace peerwatt::game
