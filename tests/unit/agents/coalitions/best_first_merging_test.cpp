#include "agents/coalitions/best_first_merging.hpp"

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

// The street after all merges that gain, from everyone single.
struct Merged {
  Merged(const Street& street, double charge)
      : neighbourhood{street.neighbourhood(), rules(charge)} {
    neighbourhood.begin(street.terms());
    merges = BestFirstMerging{4}.merge_best_first(neighbourhood);
  }
  bool are_together(std::uint32_t a, std::uint32_t b) const {
    return neighbourhood.coalition_at(a) == neighbourhood.coalition_at(b);
  }
  NeighbourhoodPartition neighbourhood;
  std::uint64_t merges = 0;
};

TEST_CASE("each seller merges with the buyer beside it, and the two pairs stay apart") {
  const Merged merged{Street{}, kCharge};
  CHECK(merged.merges == 2);
  CHECK(merged.are_together(0, 1));
  CHECK(merged.are_together(2, 3));
  CHECK_FALSE(merged.are_together(1, 2));
}

TEST_CASE("the merge that gains most comes first, and may leave nothing to the next best") {
  // The seller has 4 kWh for the buyer at 1 km or for the one at 2 km; with both it would only
  // carry half of them further.
  Street street;
  street.supply_kwh = {0, 0, 4, 0};
  street.demand_kwh = {0, 4, 0, 4};
  const Merged merged{street, kCharge};
  CHECK(merged.merges == 1);
  CHECK(merged.are_together(2, 3));
  CHECK_FALSE(merged.are_together(1, 2));
}

TEST_CASE("whoever meant to merge with a coalition may still do so when that has grown") {
  // The seller has enough for both: it merges with the one at 1 km, then with the one at 2 km.
  Street street;
  street.supply_kwh = {0, 0, 8, 0};
  street.demand_kwh = {0, 4, 0, 4};
  const Merged merged{street, kCharge};
  CHECK(merged.merges == 2);
  CHECK(merged.are_together(2, 3));
  CHECK(merged.are_together(1, 2));
  CHECK_FALSE(merged.are_together(0, 1));  // who has nothing to trade gains nobody anything
}

TEST_CASE("nobody merges where carrying costs more than trading gains") {
  CHECK(Merged{Street{}, 0.75}.merges == 0);
}

}  // namespace
}  // namespace peerwatt::game
