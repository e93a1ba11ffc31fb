#include <algorithm>
#include <variant>
#include <vector>

#include "output/schema/schema.hpp"

#include "tools/verification/checks/share_checks.hpp"
#include "tools/verification/replay/partition_regrets.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

// One zone: buses 1 - 2 and 1 - 3 - 4 under the root. Lengths 1, 2, 3 and 4 km, by line.
RunFacts street() {
  RunFacts facts;
  facts.has_agents = true;
  facts.network.bus_name = {"root", "a", "b", "c", "d"};
  facts.network.bus_zone = {-1, 0, 0, 0, 0};
  facts.network.line_from = {0, 1, 1, 3};
  facts.network.line_to = {1, 2, 3, 4};
  facts.network.line_length_km = {1, 2, 3, 4};
  facts.network.zone_name = {"street"};
  facts.rules.mechanism = "mid_market_rate";
  facts.rules.network_charge = 0.25;
  return facts;
}

// Everybody at a bus of its own, from bus 1 on; flexible load is none.
struct Neighbours {
  std::vector<double> surplus, deficiency;
  std::vector<std::int32_t> coalition;
  std::vector<double> paid = std::vector<double>(4);
  std::vector<double> none = std::vector<double>(4);

  Slot slot(RunFacts& facts) const {
    const std::size_t count = surplus.size();
    facts.prosumers.name.assign(count, "p");
    facts.prosumers.zone.assign(count, 0);
    facts.prosumers.bus = {1, 2, 3, 4};
    facts.prosumers.bus.resize(count);
    facts.prosumers.flexible_share.assign(count, 0.0);
    facts.prosumers.choke_price.assign(count, 9.0);
    Slot slot;
    slot.has_agents = true;
    slot.record.system.price_sell = 3;
    slot.record.system.price_base = 3;
    slot.record.system.price_feed_in = 1;
    for (const output::ProsumerColumn& column : output::prosumer_columns()) {
      const auto* member = std::get_if<0>(&column.member);
      if (member != nullptr) slot.record.prosumers.** member = {none.data(), count};
    }
    slot.record.prosumers.load_kwh = deficiency;
    slot.record.prosumers.deficiency_kwh = deficiency;
    slot.record.prosumers.surplus_kwh = surplus;
    slot.record.prosumers.coalition = coalition;
    slot.record.prosumers.coalition_transfer = {paid.data(), count};
    return slot;
  }
};

// Merge, split, move and exit regret of a slot.
std::vector<double> regrets(RunFacts facts, const Neighbours& neighbours) {
  const Slot slot = neighbours.slot(facts);
  CoalitionReplay game{facts};
  game.load(slot);
  PartitionRegrets found{facts};
  found.look_at_zone(game, slot, 0);
  return {found.merge.most, found.split.most, found.move.most, found.exit.most};
}

}  // namespace

TEST_CASE("what is carried over the lines is the sum over all pairs") {
  const RunFacts facts = street();
  const ZoneDistances tree{facts, 0, facts.network.line_length_km};
  CHECK(tree.edges() == 3);
  const std::vector<double> supply{1, 2, 0, 4}, demand{0.5, 0, 3, 0.25};
  double pairs = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) pairs += supply[i] * demand[j] * tree.distance(i, j);
  }
  CHECK(tree.carried(supply, demand) == pairs);
  CHECK(tree.distance(tree.place(2), tree.place(4)) == 9);
  CHECK(tree.is_below(tree.place(4), tree.place(3)));
  CHECK_FALSE(tree.is_below(tree.place(2), tree.place(3)));
}

TEST_CASE("all that is carried to a place, and the nearest of some, are found at once") {
  const RunFacts facts = street();
  const ZoneDistances tree{facts, 0, facts.network.line_length_km};
  const std::vector<double> kwh{1, 2, 0, 4};
  const std::vector<double> sums = tree.distance_sums(kwh);
  const std::vector<double> nearest = tree.distances_to_nearest(std::vector<std::size_t>{1, 3});
  REQUIRE(sums.size() == 4);
  REQUIRE(nearest.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < 4; ++j) sum += kwh[j] * tree.distance(i, j);
    CHECK(sums[i] == sum);
    CHECK(nearest[i] == std::min(tree.distance(i, 1), tree.distance(i, 3)));
  }
}

// A kWh is worth 2 between neighbours, less 0.25 for each of the 2 km between buses 1 and 2.
TEST_CASE("single neighbours that would gain by merging are found") {
  const Neighbours apart{.surplus = {1, 0}, .deficiency = {0, 1}, .coalition = {-1, -1}};
  const std::vector<double> gains{1.5, 0, 1.5, 1.5};
  const std::vector<double> none{0, 0, 0, 0};
  CHECK(regrets(street(), apart) == gains);
  RunFacts near = street();
  near.rules.radius_km = 1.5;
  CHECK(regrets(near, apart) == none);
  near.rules.radius_km = 2;
  CHECK(regrets(near, apart) == gains);
}

// Buses 2 and 4 are 9 km apart: the charge of 2.25 is more than the worth of 2.
TEST_CASE("a coalition that is worth more in two is found") {
  const Neighbours together{
      .surplus = {0, 1, 0, 0}, .deficiency = {0, 0, 0, 1}, .coalition = {0, 0, 0, 0}};
  CHECK(regrets(street(), together) == std::vector<double>{0, 0.25, 0.25, 0});
  RunFacts free = street();
  free.rules.network_charge = 0;
  CHECK(regrets(free, together) == std::vector<double>{0, 0, 0, 0});
}

// The buyer at bus 2 has no share where it is; with the seller at bus 1 it adds 1.5.
TEST_CASE("what a prosumer would gain by switching is measured") {
  Neighbours stuck{.surplus = {1, 0, 0}, .deficiency = {0, 1, 0}, .coalition = {-1, 2, 2}};
  CHECK(regrets(street(), stuck) == std::vector<double>{1.5, 0, 1.5, 1.5});
  // Having paid to others, it has less than nothing.
  stuck.paid = {0, 0.5, -0.5, 0};
  CHECK(regrets(street(), stuck)[3] == 2);
}

// The seller at bus 1 could serve both buyers, 2 km and 3 km away, each with half of it.
TEST_CASE("the value of every subset is that of its members") {
  RunFacts facts = street();
  const Neighbours three{.surplus = {1, 0, 0}, .deficiency = {0, 1, 1}, .coalition = {0, 0, 0}};
  const Slot slot = three.slot(facts);
  CoalitionReplay game{facts};
  game.load(slot);
  const std::vector<double> values = game.subset_values(0, {0, 1, 2});
  CHECK(values == std::vector<double>{0, 0, 0, 1.5, 0, 1.25, 0, 1.375});
  for (std::size_t subset = 0; subset < values.size(); ++subset) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < 3; ++i) {
      if ((subset >> i & 1) != 0) members.push_back(i);
    }
    CHECK(values[subset] == game.value(game.trade(0, members)));
  }
}

// The classic glove game: the owner of the only left one gets two thirds.
TEST_CASE("the Shapley value is the mean of what members add") {
  const std::vector<double> value = shapley_value({0, 0, 0, 6, 0, 6, 0, 6}, 3);
  REQUIRE(value.size() == 3);
  CHECK(value[0] == doctest::Approx(4));
  CHECK(value[1] == doctest::Approx(1));
  CHECK(value[2] == doctest::Approx(1));
}

}  // namespace peerwatt::verification
