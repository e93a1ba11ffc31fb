#include "agents/coalitions/coalition_formation.hpp"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "agents/coalitions/trade_shares.hpp"

#include "tests/support/allocation_count.hpp"
#include "tests/support/trading_neighbourhood.hpp"
#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using Numbers = std::vector<double>;
using Partition = std::vector<std::int32_t>;

constexpr double kTolerance = FormationRules{}.tolerance;

struct FormingStreet : Street {
  CoalitionFormation formation(double charge, std::optional<double> radius_km = {}) const {
    return {neighbourhood(), rules(charge, radius_km)};
  }
  Partition form(double charge, std::optional<double> radius_km = {}) const {
    CoalitionFormation formation = this->formation(charge, radius_km);
    const auto formed = formation.form(terms());
    return {formed.begin(), formed.end()};
  }
  StabilityFinding examine(double charge, const Partition& partition,
                           const Numbers& shares = {0, 0, 0, 0}) const {
    return formation(charge).examine(partition, terms(), shares);
  }
};

const Partition kAllSingle{kSingle, kSingle, kSingle, kSingle};

TEST_CASE("neighbours who meet each other's demand form a coalition, others too far away another") {
  const FormingStreet street;
  CoalitionFormation formation = street.formation(0.0625);
  const auto formed = formation.form(street.terms());
  CHECK(Partition(formed.begin(), formed.end()) == Partition{0, 0, 1, 1});
  CHECK(formation.value() == 2 * (0.25 - 0.0625 * 0.5) + 4 * (0.25 - 0.0625 * 1));
  CHECK(formation.coalitions() == 2);
  CHECK(formation.moves() == 2);
  const auto second = formation.members_of(1);
  CHECK(std::vector(second.begin(), second.end()) == std::vector{2U, 3U});
}

TEST_CASE("coalitions are numbered by their lowest member, not by where they are") {
  FormingStreet street;
  street.nodes = {2, 1, 3, 0};
  street.supply_kwh = {4, 0, 0, 2};
  street.demand_kwh = {0, 2, 4, 0};
  CHECK(street.form(0.0625) == Partition{0, 1, 0, 1});
}

TEST_CASE("without a charge whoever can trade forms one coalition with all others") {
  FormingStreet street;
  CHECK(street.form(0) == Partition{0, 0, 0, 0});
  street.supply_kwh[2] = 0;  // has nothing to trade then
  CHECK(street.form(0) == Partition{0, 0, 0, 0});
  street.supply_kwh[0] = 0;
  CHECK(street.form(0) == kAllSingle);
}

TEST_CASE("charges beyond the spread leave everyone single, and nobody regrets it") {
  const FormingStreet street;
  CHECK(street.form(0.75) == kAllSingle);
  const StabilityFinding found = street.examine(0.75, kAllSingle);
  CHECK(found.merge_regret == 0);
  CHECK(found.exit_regret == 0);
}

TEST_CASE("two who would gain nothing stay single, and ties merge where there is value") {
  FormingStreet street;
  street.supply_kwh = {0, 0, 4, 0};
  street.demand_kwh = {0, 0, 0, 4};
  CHECK(street.form(0.25) == kAllSingle);              // a charge of 0.25 to carry 1 kWh over 1 km
  CHECK(street.form(0.125) == Partition{0, 0, 0, 0});  // those with nothing to trade join
  street.lengths_km = {0, 0.5, 2, 1};
  CHECK(street.form(0.125, 1) == Partition{kSingle, kSingle, 0, 0});  // but only neighbours
}

TEST_CASE("carrying energy within a bus costs nothing") {
  FormingStreet street;
  street.nodes = {3, 3, 1, 3};
  CHECK(street.form(100) == Partition{0, 0, kSingle, 0});
}

TEST_CASE("neighbours are those within the radius, in km, whatever charges go by") {
  FormingStreet street;
  street.charged_lengths = {0, 1, 1, 1};  // ohm
  street.supply_kwh = {2, 0, 0, 0};
  street.demand_kwh = {0, 2, 0, 0};
  CHECK(street.form(0.0625, 0.25) == kAllSingle);
  CHECK(street.form(0.0625, 0.5) == Partition{0, 0, kSingle, kSingle});
  CHECK(street.form(0.0625, 2) == Partition{0, 0, 0, 0});
  CHECK(street.form(0, 0.5) == Partition{0, 0, kSingle, kSingle});
  CHECK(street.form(0, 2) == Partition{0, 0, 0, 0});
}

TEST_CASE("the radius is a length of way, not lost to the roundings of its sum") {
  FormingStreet street;
  street.lengths_km = {0, 0.1, 0.1, 0.1};
  street.supply_kwh = {2, 0, 0, 0};
  street.demand_kwh = {0, 0, 0, 2};
  CHECK(0.1 + 0.1 + 0.1 > 0.3);
  CHECK(street.form(0, 0.3) == Partition{0, 0, 0, 0});
}

TEST_CASE("merge regret is what the best merge of two coalitions gains") {
  const FormingStreet street;
  CHECK(street.examine(0.0625, kAllSingle).merge_regret == 4 * (0.25 - 0.0625));
  CHECK(street.examine(0.0625, {0, 0, kSingle, kSingle}).merge_regret == 4 * (0.25 - 0.0625));
  CHECK(street.examine(0.0625, {0, 0, 1, 1}).merge_regret == 0);
}

// All four: sum of s_i*d_j*dist is 2*2*0.5 + 2*4*3.5 + 4*2*2 + 4*4*1 = 62.
TEST_CASE("split regret is what the best cut of an edge gains") {
  const FormingStreet street;
  const StabilityFinding found = street.examine(0.0625, {0, 0, 0, 0});
  CHECK(found.split_regret == 0.0625 * (62.0 / 6 - 2 * 0.5 - 4 * 1));
  CHECK(street.examine(0.0625, {0, 0, 1, 1}).split_regret == 0);
  CHECK(street.examine(0, {0, 0, 0, 0}).split_regret == 0);
}

TEST_CASE("exit regret is what a member gains beyond its share, alone or with others") {
  const FormingStreet street;
  const Partition formed{0, 0, 1, 1};
  CHECK(street.examine(0.0625, formed, {0.25, 0.25, 0.25, 0.25}).exit_regret == 0);
  CHECK(street.examine(0.0625, formed, {-0.125, 0.5, 0.5, 0.5}).exit_regret == 0.125);
  // The buyer alone could join the second coalition, where all 4 kWh would still be carried: by two
  // thirds to the one at 1 km and by one third to it, 2 km away.
  const double joined = 4 * 0.25 - 0.0625 * (4 * 1 * 4 + 4 * 2 * 2) / 6;
  const double added = joined - 4 * (0.25 - 0.0625 * 1);
  CHECK(added < 0);
  // Alone, the second buyer adds all the coalition's value to what the seller has by itself.
  CHECK(street.examine(0.0625, {0, 0, 1, kSingle}, {1, 1, 1, 0.25}).exit_regret ==
        4 * (0.25 - 0.0625) - 0.25);
}

TEST_CASE("move regret is the gain in total value by one that leaves or switches") {
  const FormingStreet street;
  // In a coalition of three, the second seller only makes the buyer's energy come from further
  // away.
  const double three = 2 * 0.25 - 0.0625 * (2 * 2 * 0.5 + 4 * 2 * 2) / 6;
  const double two = 2 * (0.25 - 0.0625 * 0.5), fourth = 4 * (0.25 - 0.0625 * 1);
  CHECK(street.examine(0.0625, {0, 0, 0, 1}).move_regret == two - three + fourth);
}

TEST_CASE("mid-market shares of a coalition's members sum to its value") {
  const FormingStreet street;
  CoalitionFormation formation = street.formation(0.0625);
  formation.form(street.terms());
  Numbers shares(2);
  double sum = 0;
  for (std::size_t coalition = 0; coalition < formation.coalitions(); ++coalition) {
    Numbers sold, bought, earned, paid;
    for (const std::uint32_t member : formation.members_of(coalition)) {
      sold.push_back(street.supply_kwh[member]);
      bought.push_back(street.demand_kwh[member]);
      earned.push_back(0.25 * sold.back());
      paid.push_back(0.25 * bought.back());
    }
    TradeShares{}.divide({sold, earned, bought, paid}, {.sell = 0.375, .feed_in = 0.125},
                         formation.charge_in(coalition), shares);
    sum = std::accumulate(shares.begin(), shares.end(), sum);
  }
  CHECK(sum == formation.value());
  CHECK(!street.formation(0).charge_in(0).applies());
}

TEST_CASE("nobody and one alone are their own coalitions") {
  FormingStreet street;
  for (const std::size_t members : {0U, 1U}) {
    street.nodes.resize(members);
    street.supply_kwh.assign(members, 1);
    street.demand_kwh.assign(members, 0);
    for (const double charge : {0.0, 0.0625}) {
      CHECK(street.form(charge) == Partition(members, kSingle));
    }
  }
}

// What 1e6 kWh round to is more than what 1e-9 asks for.
TEST_CASE("quantities of very different size end in a stable partition all the same") {
  FormingStreet street;
  street.supply_kwh = {3.3e12, 0, 1.1e-3, 0};
  street.demand_kwh = {0, 7.7e11, 0, 1.3e-3};
  CoalitionFormation formation = street.formation(0.03);
  formation.form(street.terms());
  CHECK(formation.tolerance() > kTolerance);
  CHECK(formation.value() >= 7.7e11 * (street.spread - 0.03 * 0.5) * (1 - 1e-12));
}

TEST_CASE("forming and examining allocate nothing from the first time on") {
  const testing::TradingNeighbourhood large = testing::random_neighbourhood(3, 60, 0.8, 0.125);
  CoalitionFormation formation{{{large.parents, large.lengths_km}, large.lengths_km, large.nodes},
                               {large.charge_per_kwh_km, 1.0, kTolerance}};
  const Numbers shares(60);
  Partition alternating(60);
  for (std::size_t i = 0; i < alternating.size(); ++i) {
    alternating[i] = static_cast<std::int32_t>(i % 7);
  }
  const std::size_t before = allocation_count();
  for (int slot = 0; slot < 5; ++slot) {
    const Numbers& supply = slot % 2 == 0 ? large.supply_kwh : large.demand_kwh;
    const Numbers& demand = slot % 2 == 0 ? large.demand_kwh : large.supply_kwh;
    formation.form({supply, demand, large.spread});
    formation.examine(alternating, {supply, demand, large.spread}, shares);
  }
  const std::size_t after = allocation_count();
  CHECK(after == before);
}

}  // namespace
}  // namespace peerwatt::game
