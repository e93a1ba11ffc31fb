#include "agents/cps/price_searching_leaders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using game::SearchState;
using scenario::LeaderAim;
using scenario::LeaderRule;

namespace {

// A base tariff of 0.25, and nobody besides the prosumers.
constexpr PeakSlot kSlot{.slot = 17, .base_price = 0.25, .other_demand_kwh = 0, .most_rounds = 100};

scenario::LeaderSettings settings(LeaderRule rule, LeaderAim aim = LeaderAim::kNoElasticSupply) {
  scenario::LeaderSettings settings;
  settings.rule = rule;
  settings.aim = aim;
  settings.price_cap = 2;
  settings.price_tolerance = 1e-6;
  return settings;
}

// A home without trade whose `most_kwh` are worth from `choke_price` down to the tariff, to the
// last: E(p) = most*(w - p)/(w - 0.25).
game::ResidualDemand home(double most_kwh, double choke_price, double inflexible_kwh = 0) {
  return {.inflexible_kwh = inflexible_kwh,
          .served_flexible_kwh = 0,
          .flexible = {.most_kwh = most_kwh, .choke_price = choke_price, .reference_price = 0.25}};
}

// Answers every price of a leader who receives the homes one by one. Returns how the search ended.
SearchState search(LeaderStrategy& leader, const std::vector<game::ResidualDemand>& homes,
                   double surplus_kwh = 0, const PeakSlot& slot = kSlot) {
  leader.open(slot);
  for (int round = 0; round < 100; ++round) {
    for (const game::ResidualDemand& demand : homes) {
      leader.receive({.demands = {demand}, .sums = {}});
    }
    leader.receive({.demands = {game::ResidualDemand{}}, .sums = {.surplus_kwh = surplus_kwh}});
    const SearchState state = leader.end_round();
    if (state != SearchState::kSearching) return state;
  }
  return SearchState::kSearching;
}

// The same of a leader who receives sums, in two zones.
SearchState search_by_sums(LeaderStrategy& leader, const std::vector<game::ResidualDemand>& homes,
                           double surplus_kwh = 0) {
  leader.open(kSlot);
  for (int round = 0; round < 100; ++round) {
    ResidualSums sums;
    for (const game::ResidualDemand& demand : homes) {
      sums.elastic_kwh += demand.elastic_quantity_kwh(leader.price());
      sums.inflexible_kwh += demand.inflexible_kwh;
    }
    leader.receive({.demands = {}, .sums = sums});
    leader.receive({.demands = {}, .sums = {.surplus_kwh = surplus_kwh}});
    const SearchState state = leader.end_round();
    if (state != SearchState::kSearching) return state;
  }
  return SearchState::kSearching;
}

void check_price(const LeaderStrategy& leader, double price) {
  CHECK(leader.price() >= price - 1e-9);
  CHECK(leader.price() <= price + 1.1e-6);
}

const std::vector<game::ResidualDemand> kTwoHomes{home(1, 0.5), home(1, 0.75)};

}  // namespace

TEST_CASE("a search begins at the base tariff, and asks for what its protocol lets it receive") {
  const auto rules = settings(LeaderRule::kStackelberg);
  AimingLeader direct{rules, {}, 10};
  IterativeLeader iterative{rules, {}};
  direct.open(kSlot);
  iterative.open(kSlot);
  CHECK(direct.price() == 0.25);
  CHECK(iterative.price() == 0.25);
  CHECK(direct.reporting() == Reporting::kResidualDemand);
  CHECK(iterative.reporting() == Reporting::kResidualTotals);
}

TEST_CASE("the price that ends all elastic supply is the highest first kWh that is missing") {
  const auto rules = settings(LeaderRule::kStackelberg);
  AimingLeader direct{rules, {}, 10};
  CHECK(search(direct, kTwoHomes) == SearchState::kConverged);
  check_price(direct, 0.75);
  IterativeLeader iterative{rules, {}};
  CHECK(search_by_sums(iterative, kTwoHomes) == SearchState::kConverged);
  check_price(iterative, 0.75);
}

// 2 kWh at the tariff of 0.25. The first home ends at 0.5; there the second has 0.5 left.
TEST_CASE("of a share of the elastic supply the rest is left at the price") {
  auto rules = settings(LeaderRule::kStackelberg, LeaderAim::kShare);
  rules.aim_share = 0.75;
  AimingLeader direct{rules, {}, 10};
  CHECK(search(direct, kTwoHomes) == SearchState::kConverged);
  check_price(direct, 0.5);
  IterativeLeader iterative{rules, {}};
  CHECK(search_by_sums(iterative, kTwoHomes) == SearchState::kConverged);
  check_price(iterative, 0.5);
}

// K = 2 kWh: 1.75 that must be served less 0.25 fed in leave 0.5 for elastic demand.
TEST_CASE("without reserve the price leaves what fits under the capacity") {
  const auto rules = settings(LeaderRule::kStackelberg, LeaderAim::kNoReserve);
  const std::vector<game::ResidualDemand> homes{home(1, 0.5, 1), home(1, 0.75, 0.75)};
  AimingLeader direct{rules, {.response = game::Response::kUnknown}, 2};
  CHECK(search(direct, homes, 0.25) == SearchState::kConverged);
  check_price(direct, 0.5);
  IterativeLeader iterative{rules, {.capacity_kwh = 2}};
  CHECK(search_by_sums(iterative, homes, 0.25) == SearchState::kConverged);
  check_price(iterative, 0.5);
}

TEST_CASE("what others take leaves less room under the capacity") {
  const auto rules = settings(LeaderRule::kStackelberg, LeaderAim::kNoReserve);
  AimingLeader leader{rules, {.response = game::Response::kUnknown}, 2};
  PeakSlot slot = kSlot;
  slot.other_demand_kwh = 1.5;
  CHECK(search(leader, kTwoHomes, 0, slot) == SearchState::kConverged);
  check_price(leader, 0.5);
}

// C'(D) = 2*0.25*D: D = 1 costs 0.5, and at 0.5 one kWh of (0.75 - p)/0.5*2 is wanted.
TEST_CASE("the price covers what the last kWh costs") {
  const auto rules = settings(LeaderRule::kMarginalCost);
  const game::GenerationCost cost{.quadratic = 0.25, .capacity_kwh = 100};
  const std::vector<game::ResidualDemand> homes{home(2, 0.75)};
  MarginalCostLeader direct{rules, {.response = game::Response::kUnknown}, cost};
  CHECK(search(direct, homes) == SearchState::kConverged);
  check_price(direct, 0.5);
  IterativeLeader iterative{rules, cost};
  CHECK(search_by_sums(iterative, homes) == SearchState::kConverged);
  check_price(iterative, 0.5);
}

// E(p) = 2*(0.75 - p)/0.5 at a cost of 0.25 a kWh: (0.25 - p)*E(p) is least half way, at 0.5.
TEST_CASE("the cost-minimizing price is the best between what is sold and what it brings") {
  const auto rules = settings(LeaderRule::kCostMinimizing);
  const game::GenerationCost cost{.linear = 0.25, .capacity_kwh = 100};
  CostMinimizingLeader leader{rules, {}, cost};
  CHECK(search(leader, {home(2, 0.75)}) == SearchState::kConverged);
  check_price(leader, 0.5);
}

TEST_CASE("where nothing elastic is missing one round at the base tariff is enough") {
  const auto rules = settings(LeaderRule::kStackelberg);
  AimingLeader direct{rules, {}, 10};
  direct.open(kSlot);
  direct.receive({.demands = {home(0, 0.75, 3)}, .sums = {}});
  CHECK(direct.end_round() == SearchState::kConverged);
  CHECK(direct.price() == 0.25);
}

TEST_CASE("a price cap below what ends the demand is where the search ends") {
  auto rules = settings(LeaderRule::kStackelberg);
  rules.price_cap = 0.6;
  AimingLeader direct{rules, {}, 10};
  CHECK(search(direct, kTwoHomes) == SearchState::kCapped);
  CHECK(direct.price() == 0.6);
  IterativeLeader iterative{rules, {}};
  CHECK(search_by_sums(iterative, kTwoHomes) == SearchState::kCapped);
  CHECK(iterative.price() == 0.6);
}

TEST_CASE("what was received in one slot is forgotten in the next") {
  const auto rules = settings(LeaderRule::kStackelberg, LeaderAim::kShare);  // half of it ends
  AimingLeader leader{rules, {}, 10};
  CHECK(search(leader, kTwoHomes) == SearchState::kConverged);
  CHECK(search(leader, {home(1, 0.75)}) == SearchState::kConverged);
  check_price(leader, 0.5);
}
