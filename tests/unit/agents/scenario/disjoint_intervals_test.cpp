#include "agents/scenario/disjoint_intervals.hpp"

#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

TEST_CASE("intervals that touch are apart, those with a common part are told") {
  DisjointIntervals<int> intervals;
  CHECK_FALSE(intervals.add(10, 20, 0));
  CHECK_FALSE(intervals.add(20, 30, 1));
  CHECK_FALSE(intervals.add(0, 10, 2));
  CHECK_FALSE(intervals.add(15, 15, 3));
  CHECK(intervals.add(19, 20, 4) == 0U);
  CHECK(intervals.add(25, 40, 5) == 1U);
  CHECK(intervals.add(35, 36, 6) == 1U);
  CHECK(intervals.add(5, 50, 7) == 0U);
  CHECK_FALSE(intervals.add(50, 60, 8));
}

TEST_CASE("an interval overlaps an earlier one exactly where comparing it with all says so") {
  for (std::uint32_t round = 0; round < 200; ++round) {
    DisjointIntervals<int> intervals;
    std::vector<std::pair<int, int>> earlier;
    for (std::uint32_t i = 0; i < 30; ++i) {
      const auto draw = [&](std::uint32_t what) {
        return uniform({7, Purpose::kPopulation, round, 2 * i + what});
      };
      const int from = static_cast<int>(300 * draw(0)),
                until = from + static_cast<int>(9 * draw(1));
      bool overlaps = false;
      for (const auto& [begin, end] : earlier) overlaps |= from < end && begin < until;
      CHECK(intervals.add(from, until, i).has_value() == (overlaps && from < until));
      if (from < until) earlier.emplace_back(from, until);
    }
  }
}

}  // namespace
}  // namespace peerwatt::scenario
