#include "agents/coalitions/partition_stability.hpp"

#include <vector>

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Partition = std::vector<std::int32_t>;
constexpr double kNear = 2 * (0.25 - kCharge * 0.5);
constexpr double kLast = 4 * (0.25 - kCharge * 1);

StabilityFinding examine(const Partition& partition, const std::vector<double>& shares) {
  const Street street;
  NeighbourhoodPartition neighbourhood{street.neighbourhood(), rules()};
  return examine_stability(neighbourhood, partition, street.terms(), shares);
}

TEST_CASE("two pairs of neighbours are stable when both divide their value in halves") {
  const StabilityFinding found =
      examine({0, 0, 1, 1}, {kNear / 2, kNear / 2, kLast / 2, kLast / 2});
  CHECK(found.merge_regret == 0);
  CHECK(found.split_regret == 0);
  CHECK(found.move_regret == 0);
  CHECK(found.exit_regret == 0);
}

TEST_CASE("where all are single, the best merge is regretted, and by a member the best to join") {
  const StabilityFinding found =
      examine({kSingle, kSingle, kSingle, kSingle}, {0.5, 0.5, 0.5, 0.25});
  CHECK(found.merge_regret == doctest::Approx(kLast));
  CHECK(found.move_regret == doctest::Approx(kLast));
  CHECK(found.split_regret == 0);
  CHECK(found.exit_regret == doctest::Approx(kLast - 0.25));
}

TEST_CASE("the coalition of all regrets the split in two pairs") {
  const StabilityFinding found = examine({0, 0, 0, 0}, {1, 1, 1, 1});
  CHECK(found.split_regret == doctest::Approx(kCharge * (62.0 / 6 - 2 * 0.5 - 4 * 1)));
  CHECK(found.merge_regret == 0);
  CHECK(found.exit_regret == 0);
}

TEST_CASE("a share below what one has alone, nothing, is regretted") {
  const StabilityFinding found = examine({0, 0, 1, 1}, {-0.125, 1, 1, 1});
  CHECK(found.exit_regret == 0.125);
}

}  // namespace
}  // namespace peerwatt::game
