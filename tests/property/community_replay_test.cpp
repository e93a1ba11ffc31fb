#include "tests/property/community_replay.hpp"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

struct Case {
  std::vector<double> load, generation, share, choke, lambda;
  double price;
  std::vector<double> sold, bought;  // by all, auction and mid-market
  double satiation;
};

// Eight prosumers, base tariff 0.25, feed-in 0.10. Sales, purchases and h were computed with a
// dense NumPy program of the model, written apart from this one.
const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {{2.06, 2.74, 2.44, 1.06, 1.25, 2.68, 0.51, 2.55},
       {0, 3.96, 3.11, 4.94, 1.08, 0.8, 0, 0},
       {0.04, 0.51, 0.47, 0.92, 0.63, 0.51, 0.5, 0.25},
       {0.31, 0.47, 0.92, 0.48, 0.63, 0.3, 1.05, 0.44},
       {0.27, 0.88, 0.51, 0.85, 0.64, 0.74, 0.09, 0.54},
       0.3,
       {0, 1.2199999999999998, 0.66999999999999993, 3.8800000000000003, 0, 0, 0, 0},
       {1.6577684797768482, 0, 0, 0, 0.13680613668061362, 1.5129149232914927, 0.41041841004184104,
        2.0520920502092048},
       0.562412831241283},
      {{1.77, 2.68, 1.4, 2, 0.65, 1.47, 1.31, 0.88},
       {0, 1.2, 0, 0, 0, 0, 0, 1.5},
       {0.87, 0.66, 0.13, 0.85, 0.94, 0.9, 0.57, 0.15},
       {0.47, 1.14, 0.8, 0.46, 1.1, 0.88, 0.81, 0.64},
       {0.41, 0.24, 0.04, 0.88, 0.47, 0.55, 0.32, 0.75},
       0.5,
       {0, 0, 0, 0, 0, 0, 0, 0.62},
       {0.097804946710806515, 0.095091693998055088, 0.095286290491192749, 0.1098730139308855,
        0.04229368260037715, 0.094015222218771122, 0.085635150049911943, 0},
       1.0954179538292628},
      {{0.56, 1.43, 0.58, 0.81, 2.92, 2.14, 1.57, 1.81},
       {0, 7.472, 0, 0, 6.48, 0, 0, 0},
       {0.01, 0.63, 0.79, 0.51, 0.73, 0.23, 0.2, 0.36},
       {0.46, 0.61, 1.15, 0.82, 0.61, 0.54, 1.16, 0.7},
       {0.98, 0.52, 0.52, 0.9, 0.74, 0.58, 0.43, 0.88},
       0.5,
       {0, 4.5509810470467187, 0, 0, 2.6814784057408669, 0, 0, 0},
       {0.55866666666666664, 0, 0.5545444444444444, 0.77376315789473693, 0, 2.0551379310344831,
        1.552747252747253, 1.7376},
       0.300000000000001},
  };
  return all;
}

OneSlot slot_of(const Case& example) {
  OneSlot slot;
  for (std::size_t i = 0; i < example.load.size(); ++i) {
    const double load = example.load[i], generation = example.generation[i];
    slot.own.push_back(std::min(load, generation));
    slot.flexible.push_back(example.share[i] * load);
    slot.inflexible.push_back(load - slot.flexible[i]);
    slot.surplus.push_back(generation - slot.own[i]);
    slot.deficiency.push_back(load - slot.own[i]);
    slot.zone.push_back(0);
  }
  slot.choke = example.choke;
  slot.lambda = example.lambda;
  slot.base = 0.25;
  slot.feed_in = 0.10;
  return slot;
}

}  // namespace

TEST_CASE("the replay agrees with another program of the model") {
  for (const Case& example : cases()) {
    const OneSlot slot = slot_of(example);
    const Reaction reaction = react(slot, example.price);
    for (std::size_t i = 0; i < slot.size(); ++i) {
      CAPTURE(i);
      CHECK(std::fabs(reaction.auction_sold[i] + reaction.mid_sold[i] - example.sold[i]) < 1e-12);
      CHECK(std::fabs(reaction.auction_bought[i] + reaction.mid_bought[i] - example.bought[i]) <
            1e-12);
    }
    CHECK(std::fabs(satiation_price(slot, reaction) - example.satiation) < 1e-12);
  }
}

TEST_CASE("the value of flexible energy is the area under its marginal value") {
  CHECK(flexible_value(0, 2, 0.8, 0.2) == 0);
  CHECK(flexible_value(2, 2, 0.8, 0.2) == doctest::Approx(1.0));   // mean 0.5 over 2 kWh
  CHECK(flexible_value(1, 2, 0.8, 0.2) == doctest::Approx(0.65));  // from 0.8 to 0.5
  CHECK(flexible_value(1, 0, 0.8, 0.2) == 0);
}
