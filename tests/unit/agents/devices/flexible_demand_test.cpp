#include "agents/devices/flexible_demand.hpp"

#include <cmath>

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr FlexibleDemand kDemand{.most_kwh = 2, .choke_price = 0.9, .reference_price = 0.25};

TEST_CASE("nothing is wanted at the choke price and everything at the reference price") {
  CHECK(kDemand.wanted_kwh(0.9) == 0);
  CHECK(kDemand.wanted_kwh(1.5) == 0);
  CHECK(kDemand.wanted_kwh(0.25) == 2);
  CHECK(kDemand.wanted_kwh(0.1) == 2);
  CHECK(kDemand.wanted_kwh(0.575) == doctest::Approx(1));  // half-way
}

TEST_CASE("what is wanted at a price maximizes value minus payment") {
  for (double price = 0.1; price < 1.0; price += 0.05) {
    const double wanted = kDemand.wanted_kwh(price);
    const double best = kDemand.value(wanted) - price * wanted;
    for (double kwh = 0; kwh <= 2; kwh += 1e-3) {
      CHECK(kDemand.value(kwh) - price * kwh <= best + 1e-12);
    }
  }
}

TEST_CASE("what is shed is not wanted at any price, and what is worth more is wanted as before") {
  FlexibleDemand demand = kDemand;
  demand.shed_kwh = 1;  // worth less than 0.575
  for (const double price : {0.1, 0.25, 0.4, 0.575})
    CHECK(demand.wanted_kwh(price) == doctest::Approx(1));
  CHECK(demand.wanted_kwh(0.7) == kDemand.wanted_kwh(0.7));
  CHECK(demand.satiation_price(0.5) == kDemand.satiation_price(0.5));
  CHECK(demand.satiation_price(1) == 0.25);
}

TEST_CASE("the value is the integral of the marginal value") {
  // The marginal value of the y-th kWh is the price at which y is wanted: midpoint rule, exact for
  // straight lines.
  double integral = 0;
  constexpr int kSteps = 1000;
  for (int i = 0; i < kSteps; ++i) {
    const double kwh = 2.0 * (i + 0.5) / kSteps;
    const double marginal = kDemand.satiation_price(kwh);
    CHECK(kDemand.wanted_kwh(marginal) == doctest::Approx(kwh));
    integral += marginal * 2.0 / kSteps;
    CHECK(kDemand.value(2.0 * (i + 1) / kSteps) == doctest::Approx(integral));
  }
}

TEST_CASE("more energy than can be used adds no value") {
  CHECK(kDemand.value(5) == kDemand.value(2));
  CHECK(FlexibleDemand{}.value(5) == 0);
}

// Scenarios refuse this; whoever computes with it gets a demand all the same.
TEST_CASE("load worth no more than the reference tariff is not wanted at that price or above") {
  for (const double choke : {0.1, 0.25}) {
    const FlexibleDemand demand{.most_kwh = 2, .choke_price = choke, .reference_price = 0.25};
    CHECK(demand.wanted_kwh(0.25) == 0);
    CHECK(demand.wanted_kwh(0.9) == 0);
    CHECK(demand.wanted_kwh(0.09) == 2);
    CHECK(demand.satiation_price(0) == 0.25);
    CHECK(demand.value(2) == 2 * choke);
    CHECK(demand.value(1) == choke);
  }
}

TEST_CASE("an elastic demand of the size of rounding is no quantity") {
  const ResidualDemand nearly{
      .inflexible_kwh = 0, .served_flexible_kwh = 2 - 1e-13, .flexible = kDemand};
  CHECK(nearly.elastic_kwh(0.25) > 0);
  CHECK(nearly.elastic_quantity_kwh(0.25) == 0);
  CHECK(nearly.quantity_kwh(0.25) == nearly.inflexible_kwh);
  const ResidualDemand missing{
      .inflexible_kwh = 0, .served_flexible_kwh = 1.5, .flexible = kDemand};
  CHECK(missing.elastic_quantity_kwh(0.25) == 0.5);
  CHECK(missing.satiation_price() == kDemand.satiation_price(1.5));
}

TEST_CASE("the satiation price is the lowest price at which no more is wanted") {
  for (double served = 0; served < 2.3; served += 0.1) {
    const ResidualDemand residual{
        .inflexible_kwh = 0, .served_flexible_kwh = served, .flexible = kDemand};
    double lowest = 0.25;
    while (residual.elastic_kwh(lowest) > 1e-12) lowest += 1e-5;
    CHECK(kDemand.satiation_price(served) == doctest::Approx(lowest).epsilon(1e-4));
    CHECK(residual.elastic_kwh(kDemand.satiation_price(served)) <= 1e-12);
  }
  CHECK(kDemand.satiation_price(0) == 0.9);
  CHECK(kDemand.satiation_price(2) == 0.25);
  CHECK(FlexibleDemand{}.satiation_price(0) == 0);
}

TEST_CASE("what is bought serves the inflexible load first, then the flexible load") {
  const ResidualDemand before{
      .inflexible_kwh = 0.5, .served_flexible_kwh = 0.2, .flexible = kDemand};
  const ResidualDemand part = after_buying(before, 0.3);
  CHECK(part.inflexible_kwh == doctest::Approx(0.2));
  CHECK(part.served_flexible_kwh == 0.2);
  const ResidualDemand more = after_buying(before, 0.9);
  CHECK(more.inflexible_kwh == 0);
  CHECK(more.served_flexible_kwh == doctest::Approx(0.6));
}

TEST_CASE("the want after buying is the want before less what was bought") {
  const ResidualDemand before{
      .inflexible_kwh = 0.5, .served_flexible_kwh = 0.2, .flexible = kDemand};
  for (double price = 0.2; price < 1.0; price += 0.05) {
    for (double bought = 0; bought < 2.5; bought += 0.1) {
      const double left = after_buying(before, bought).at(price);
      if (bought <= before.at(price)) {
        CHECK(left == doctest::Approx(before.at(price) - bought));
      } else {
        CHECK(left == doctest::Approx(0).epsilon(1e-12));
      }
    }
  }
}

}  // namespace
}  // namespace peerwatt::game
