#include "agents/audits/leader_objective.hpp"

#include <array>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

// Two homes: one misses 1 kWh that must be served and 2 that need not, worth 0.75 down to 0.25; the
// other has all it wants. 0.5 kWh are fed in. At 0.5 one of the flexible kWh is worth the price.
struct Reaction {
  std::array<game::ResidualDemand, 2> demands{
      {{.inflexible_kwh = 1,
        .flexible = {.most_kwh = 2, .choke_price = 0.75, .reference_price = 0.25}},
       {.flexible = {.choke_price = 0.75, .reference_price = 0.25}}}};
  FollowerReaction of_all() const { return {demands, 0.5}; }
};

// The mains serves others with 10 kWh, each for 0.125 up to 12 kWh and for 0.625 beyond.
constexpr game::GenerationCost kCost{.linear = 0.125, .reserve_price = 0.5, .capacity_kwh = 12};
constexpr LeaderObjective::Slot kSlot{
    .other_demand_kwh = 10, .base_price = 0.25, .base_elastic_kwh = 2};

scenario::LeaderSettings by(scenario::LeaderRule rule) {
  scenario::LeaderSettings settings;
  settings.rule = rule;
  settings.price_cap = 1;
  return settings;
}

}  // namespace

TEST_CASE("what prosumers take at a price adds up") {
  const ResidualSums sums = residual_sums(Reaction{}.of_all(), 0.5);
  CHECK(sums.elastic_kwh == 1);
  CHECK(sums.inflexible_kwh == 1);
  CHECK(sums.surplus_kwh == 0.5);
}

TEST_CASE("a Stackelberg leader accepts the price that ends the elastic supply, and no lower one") {
  const scenario::LeaderSettings settings = by(scenario::LeaderRule::kStackelberg);
  const LeaderObjective objective{settings, kCost, kSlot};
  const Reaction reaction;
  CHECK(objective.loss(0.5, reaction.of_all()) == 1);
  CHECK_FALSE(objective.accepts(0.5, reaction.of_all()));
  CHECK(objective.loss(0.75, reaction.of_all()) == 0);
  CHECK(objective.accepts(0.75, reaction.of_all()));
}

// Half of the 2 kWh that were taken at the base price may stay.
TEST_CASE("an aim that is a share is reached where no more than the share is left") {
  scenario::LeaderSettings settings = by(scenario::LeaderRule::kStackelberg);
  settings.aim = scenario::LeaderAim::kShare;
  settings.aim_share = 0.5;
  const LeaderObjective objective{settings, kCost, kSlot};
  CHECK(objective.accepts(0.5, Reaction{}.of_all()));
  CHECK_FALSE(objective.accepts(0.4375, Reaction{}.of_all()));
}

// At 0.5: D = 10 + 1 + 1 - 0.5 = 11.5, where a kWh costs 0.125; at 0.25 D = 12.5, where the last
// costs 0.625.
TEST_CASE("by marginal cost the price has to cover the last kWh") {
  const scenario::LeaderSettings settings = by(scenario::LeaderRule::kMarginalCost);
  const LeaderObjective objective{settings, kCost, kSlot};
  const Reaction reaction;
  CHECK(objective.accepts(0.5, reaction.of_all()));
  CHECK_FALSE(objective.accepts(0.25, reaction.of_all()));
  // C(D) - V: the first flexible kWh is worth 0.75 to 0.5.
  CHECK(objective.loss(0.5, reaction.of_all()) == doctest::Approx(11.5 * 0.125 - 0.625));
}

TEST_CASE("the outlay counts what is sold at the price") {
  const scenario::LeaderSettings settings = by(scenario::LeaderRule::kCostMinimizing);
  const LeaderObjective objective{settings, kCost, kSlot};
  const double outlay = objective.loss(0.5, Reaction{}.of_all());
  CHECK(outlay == doctest::Approx(11.5 * 0.125 - 2 * 0.5));
}
