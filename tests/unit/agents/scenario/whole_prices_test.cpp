#include "agents/scenario/whole_prices.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

TEST_CASE("prices with nine decimals or fewer stay what they are") {
  Scenario scenario;
  scenario.cps.tariff = {
      .flat_price = 0.123456789, .bands = {{{0, 60}, 0.3}}, .feed_in_price = 0.08};
  scenario.leader.price_cap = 1.7;
  const Scenario before = scenario;
  round_prices(scenario);
  CHECK(scenario == before);
}

TEST_CASE("selling prices and the cap round down, the feed-in price up") {
  Scenario scenario;
  scenario.cps.tariff = {.flat_price = 0.1234567899,
                         .bands = {{{0, 60}, 0.3000000007}},
                         .feed_in_price = 0.0800000001};
  scenario.leader.price_cap = 1.9999999999;
  round_prices(scenario);
  CHECK(scenario.cps.tariff.flat_price == 0.123456789);
  CHECK(scenario.cps.tariff.bands[0].price == 0.3);
  CHECK(scenario.cps.tariff.feed_in_price == 0.080000001);
  CHECK(scenario.leader.price_cap == 1.999999999);
}

TEST_CASE("prices closer than a multiple do not cross") {
  Scenario scenario;
  scenario.cps.tariff = {.flat_price = 0.1000000007, .bands = {}, .feed_in_price = 0.1000000002};
  round_prices(scenario);
  CHECK(scenario.cps.tariff.flat_price == 0.1);
  CHECK(scenario.cps.tariff.feed_in_price == 0.1);
}

TEST_CASE("no search is to know a price better than prices can be announced") {
  Scenario scenario;
  scenario.leader.price_tolerance = 1e-12;
  round_prices(scenario);
  CHECK(scenario.leader.price_tolerance == 1e-9);
}

}  // namespace
}  // namespace peerwatt::scenario
