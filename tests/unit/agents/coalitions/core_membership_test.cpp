#include "agents/coalitions/core_membership.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/support/table_game.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::TableGame;
using Members = std::vector<std::uint32_t>;
using Numbers = std::vector<double>;

constexpr CoreSampling kSampling{{.seed = 31, .purpose = Purpose::kMarket, .owner = 0, .draw = 0},
                                 20};

CoreFinding examine(Numbers values, const Numbers& shares) {
  TableGame game{std::move(values)};
  return examine_core(game, shares, kSampling);
}

// A kWh of member 0, wanted by 1 and by 2.
const Numbers kTwoBuyers{0, 0, 0, 1, 0, 1, 0, 1};

TEST_CASE("where two buyers want what one seller has, the core gives the seller everything") {
  const CoreFinding all_to_seller = examine(kTwoBuyers, {1, 0, 0});
  CHECK(all_to_seller.evidence == Evidence::kExact);
  CHECK(all_to_seller.largest_excess == 0);
  CHECK(core_membership(all_to_seller, 0) == CoreMembership::kInside);

  // Seller and one buyer would have 1 instead of 7/8.
  const CoreFinding nearly = examine(kTwoBuyers, {0.75, 0.125, 0.125});
  CHECK(nearly.largest_excess == 0.125);
  CHECK(nearly.coalition == Members{0, 1});
  CHECK(core_membership(nearly, 0.1) == CoreMembership::kOutside);
  CHECK(core_membership(nearly, 0.125) == CoreMembership::kInside);
}

TEST_CASE("an allocation of more or less than the value of all is not in the core") {
  CHECK(examine(kTwoBuyers, {1.5, 0, 0}).unshared == -0.5);
  CHECK(core_membership(examine(kTwoBuyers, {1.5, 0, 0}), 0.25) == CoreMembership::kOutside);
  CHECK(core_membership(examine(kTwoBuyers, {1.5, 0, 0}), 0.5) == CoreMembership::kInside);
  const CoreFinding wasted = examine({0, 0, 0, 1}, {0.25, 0.5});
  CHECK(wasted.unshared == 0.25);
  CHECK(wasted.largest_excess == -0.25);
  CHECK(wasted.coalition == Members{0});
  CHECK(core_membership(wasted, 0) == CoreMembership::kOutside);
}

TEST_CASE("two of three who could do without the third leave nothing in the core") {
  const CoreFinding equal = examine({0, 0, 0, 8, 0, 8, 8, 8}, {3, 3, 2});
  CHECK(equal.largest_excess == 3);
  CHECK(equal.coalition == Members{0, 2});
}

TEST_CASE("inside the core the largest excess says what everybody gains at least") {
  // Nobody has anything alone; all four together have 8.
  Numbers values(16);
  values.back() = 8;
  const CoreFinding finding = examine(values, {3, 2, 2, 1});
  CHECK(finding.largest_excess == -1);
  CHECK(finding.coalition == Members{3});
}

TEST_CASE("where there are no other coalitions there is no excess") {
  CHECK(examine({0, 3}, {3}).largest_excess == 0);
  CHECK(examine({0, 3}, {3}).coalition.empty());
  CHECK(examine({0, 3}, {2}).unshared == 1);
  CHECK(examine({0}, {}).coalition.empty());
  for (const std::size_t members : {0U, 1U}) {
    TableGame game{Numbers(std::size_t{1} << members)};
    const CoreFinding finding = examine_some_coalitions(game, Numbers(members), kSampling);
    CHECK(finding.largest_excess == 0);
    CHECK(finding.coalition.empty());
  }
}

TEST_CASE("coalitions are looked at one by one up to 16 members and sampled beyond") {
  for (const std::size_t members : {16U, 17U}) {
    const CoreFinding finding = examine(Numbers(std::size_t{1} << members), Numbers(members));
    CHECK(finding.evidence == (members == 16 ? Evidence::kExact : Evidence::kSampled));
    CHECK(core_membership(finding, 0) ==
          (members == 16 ? CoreMembership::kInside : CoreMembership::kNotRefuted));
  }
}

TEST_CASE("a pair that would do better alone is found without any sampling") {
  constexpr std::uint32_t kMembers = 18;
  CoreSampling none = kSampling;
  none.orders = 0;
  for (const Members& pair : {Members{0, 1}, Members{5, 11}, Members{8, 9}, Members{16, 17}}) {
    // The two make 1 of nothing; whoever joins them spoils it.
    Numbers values(std::size_t{1} << kMembers);
    values[std::size_t{1} << pair[0] | std::size_t{1} << pair[1]] = 1;
    TableGame game{std::move(values)};
    const CoreFinding finding = examine_core(game, Numbers(kMembers, 0.25), none);
    CHECK(finding.largest_excess == 0.5);
    CHECK(finding.coalition == pair);
    CHECK(finding.unshared == -0.25 * kMembers);
  }
}

// v(S) = |S|^2 up to 9 members and 81 beyond: the larger, the better, up to 9 of 18.
TEST_CASE("from a pair on, whoever makes the excess larger is taken in") {
  constexpr std::uint32_t kMembers = 18;
  Numbers values(std::size_t{1} << kMembers);
  for (std::size_t subset = 0; subset < values.size(); ++subset) {
    const double size = std::min(std::popcount(subset), 9);
    values[subset] = size * size;
  }
  TableGame game{std::move(values)};
  CoreSampling none = kSampling;
  none.orders = 0;
  const CoreFinding finding = examine_core(game, Numbers(kMembers, 4.5), none);
  CHECK(finding.largest_excess == 81 - 9 * 4.5);
  CHECK(finding.coalition.size() == 9);
}

}  // namespace
}  // namespace peerwatt::game
