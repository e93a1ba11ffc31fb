#include "agents/coalitions/neighbourhood_partition.hpp"

#include <map>
#include <vector>

#include "agents/coalitions/neighbourhood.hpp"

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Partition = std::vector<std::int32_t>;
using Places = std::vector<std::uint32_t>;
constexpr double kNear = 2 * (0.25 - kCharge * 0.5);  // v of the first pair of the street
constexpr double kLast = 4 * (0.25 - kCharge * 1);    // and of the second

NeighbourhoodPartition begun(const Street& street, const FormationRules& by,
                             const Partition& partition) {
  NeighbourhoodPartition neighbourhood{street.neighbourhood(), by};
  neighbourhood.begin(street.terms(), partition);
  return neighbourhood;
}

// What merging with each neighbouring coalition brings.
std::map<std::uint32_t, double> merges(NeighbourhoodPartition& neighbourhood,
                                       std::uint32_t coalition) {
  std::map<std::uint32_t, double> gains;
  neighbourhood.evaluate(coalition);
  neighbourhood.for_each_merge([&](std::uint32_t other, double gain) { gains[other] = gain; });
  return gains;
}

TEST_CASE("at first everyone is single and worth nothing") {
  NeighbourhoodPartition neighbourhood{Street{}.neighbourhood(), rules()};
  neighbourhood.begin(Street{}.terms());
  CHECK(neighbourhood.coalitions().size() == 4);
  for (const std::uint32_t coalition : neighbourhood.coalitions()) {
    CHECK(neighbourhood.size(coalition) == 1);
    CHECK(neighbourhood.value(coalition) == 0);
  }
}

TEST_CASE("a merge is worth what the two can trade with each other, less the way between them") {
  NeighbourhoodPartition neighbourhood{Street{}.neighbourhood(), rules()};
  neighbourhood.begin(Street{}.terms());
  const auto gains = merges(neighbourhood, 0);
  CHECK(gains.size() == 3);
  CHECK(gains.at(1) == doctest::Approx(kNear));
  CHECK(gains.at(2) == 0);  // two sellers
  CHECK(gains.at(3) == doctest::Approx(2 * (0.25 - kCharge * 3.5)));
  neighbourhood.merge(1);
  CHECK(neighbourhood.size(0) == 2);
  CHECK(neighbourhood.coalition_at(1) == 0);
  CHECK(neighbourhood.value(0) == doctest::Approx(kNear));
  CHECK(neighbourhood.coalitions().size() == 3);
}

TEST_CASE("a partition that is given has its coalitions with their values") {
  const NeighbourhoodPartition neighbourhood = begun(Street{}, rules(), {kSingle, kSingle, 2, 2});
  CHECK(neighbourhood.coalitions().size() == 3);
  const std::uint32_t pair = neighbourhood.coalition_at(3);
  CHECK(neighbourhood.value(pair) == doctest::Approx(kLast));
  Places places;
  neighbourhood.list_places(pair, places);
  CHECK(places == Places{2, 3});
}

TEST_CASE("only coalitions within the radius are neighbours") {
  // 0.5 km between the first two and 1 km between the last two, but 2 km in the middle.
  NeighbourhoodPartition neighbourhood =
      begun(Street{}, rules(kCharge, 1.5), {0, 0, kSingle, kSingle});
  CHECK(merges(neighbourhood, neighbourhood.coalition_at(0)).empty());
  CHECK(merges(neighbourhood, 2).size() == 1);
  neighbourhood.look_from(2);
  CHECK(neighbourhood.best_to_join().coalition == 3);
}

TEST_CASE("who looks knows what leaving costs and where to go") {
  // The second seller is with the wrong buyer; the right one is single.
  NeighbourhoodPartition neighbourhood = begun(Street{}, rules(), {0, 0, 0, kSingle});
  const std::uint32_t three = neighbourhood.coalition_at(0), single = neighbourhood.coalition_at(3);
  const double before = 2 * 0.25 - kCharge * (2 * 2 * 0.5 + 4 * 2 * 2) / 6;
  CHECK(neighbourhood.value(three) == doctest::Approx(before));
  neighbourhood.look_from(2);
  CHECK(neighbourhood.gain_of_leaving() == doctest::Approx(kNear - before));
  CHECK(neighbourhood.best_to_join().coalition == single);
  CHECK(neighbourhood.best_to_join().gain == doctest::Approx(kLast));
  neighbourhood.relocate(single);
  CHECK(neighbourhood.value(three) == doctest::Approx(kNear));
  CHECK(neighbourhood.value(single) == doctest::Approx(kLast));
}

TEST_CASE("who founds a coalition is in it alone") {
  NeighbourhoodPartition neighbourhood = begun(Street{}, rules(), {0, 0, 0, 0});
  neighbourhood.look_from(0);
  neighbourhood.relocate(kAlone);
  CHECK(neighbourhood.coalitions().size() == 2);
  CHECK(neighbourhood.size(neighbourhood.coalition_at(0)) == 1);
  CHECK(neighbourhood.size(neighbourhood.coalition_at(1)) == 3);
}

TEST_CASE("a split leaves both parts with what they are worth by themselves") {
  NeighbourhoodPartition neighbourhood = begun(Street{}, rules(), {0, 0, 0, 0});
  const std::uint32_t all = neighbourhood.coalition_at(0);
  const EdgeSplit split = neighbourhood.best_split(all);
  const double before = neighbourhood.value(all);
  neighbourhood.split(all, split);
  CHECK(neighbourhood.value(neighbourhood.coalition_at(0)) == doctest::Approx(kNear));
  CHECK(neighbourhood.value(neighbourhood.coalition_at(3)) == doctest::Approx(kLast));
  CHECK(before + split.gain == doctest::Approx(kNear + kLast));
}

TEST_CASE("what is no gain grows with what there is to trade") {
  Street street;
  NeighbourhoodPartition neighbourhood{street.neighbourhood(), rules()};
  neighbourhood.begin(street.terms());
  CHECK(neighbourhood.tolerance() == FormationRules{}.tolerance);
  street.supply_kwh[0] = 1e9;
  neighbourhood.begin(street.terms());
  CHECK(neighbourhood.tolerance() > FormationRules{}.tolerance);
}

}  // namespace
}  // namespace peerwatt::game
