#include "agents/coalitions/coalition_tree.hpp"

#include <vector>

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Places = std::vector<std::uint32_t>;

// The street's members at their places, which are the same.
struct PlacedStreet : Street {
  TradeTally tally(const Places& places, double charge = kCharge) const {
    return CoalitionTree{4}.tally({neighbourhood(), rules(charge)}, placed(), places);
  }
  EdgeSplit best_split(const Places& places, double charge = kCharge) const {
    return CoalitionTree{4}.best_split({neighbourhood(), rules(charge)}, placed(), places);
  }
  PlacedTerms placed() const { return {supply_kwh, demand_kwh, spread}; }
};

TEST_CASE("a tally sums what every seller and buyer trade, less what carrying it costs") {
  const PlacedStreet street;
  const TradeTally all = street.tally({0, 1, 2, 3});
  CHECK(all.supply_kwh == 6);
  CHECK(all.demand_kwh == 6);
  CHECK(all.sellers == 2);
  CHECK(all.buyers == 2);
  // Over pairs s_i*d_j*dist is 2*2*0.5 + 2*4*3.5 + 4*2*2 + 4*4*1 = 62.
  CHECK(all.pairs == doctest::Approx(0.25 * 36 - kCharge * 62));
  CHECK(all.value() == doctest::Approx(1.5 - kCharge * 62 / 6));
}

TEST_CASE("a tally of some leaves out the others, also between them") {
  const PlacedStreet street;
  const TradeTally ends = street.tally({0, 3});
  CHECK(ends.pairs == doctest::Approx(2 * 4 * (0.25 - kCharge * 3.5)));
  CHECK(street.tally({0, 2}).value() == 0);
  CHECK(street.tally({}).sellers == 0);
}

TEST_CASE("the ways to two branches part where the tree does") {
  // Members 1 and 2 are on two branches of the root, 0.5 and 2 km long.
  PlacedStreet street;
  street.parents = {0, 0, 0, 2};
  const TradeTally between = street.tally({1, 2});
  CHECK(between.pairs == doctest::Approx(4 * 2 * (0.25 - kCharge * 2.5)));
}

TEST_CASE("the best split cuts the edge that brings two pairs closer together") {
  const EdgeSplit split = PlacedStreet{}.best_split({0, 1, 2, 3});
  CHECK(split.first == 2);
  CHECK(split.last == 3);
  // Each pair alone pays for 0.5 and 1 km.
  CHECK(split.gain == doctest::Approx(kCharge * (62.0 / 6 - 2 * 0.5 - 4 * 1)));
}

TEST_CASE("no split gains without a charge, of a good pair, or of one alone") {
  const PlacedStreet street;
  CHECK(street.best_split({0, 1, 2, 3}, 0).gain == 0);
  CHECK(street.best_split({2, 3}).gain == 0);
  CHECK(street.best_split({1}).gain == 0);
}

}  // namespace
}  // namespace peerwatt::game
