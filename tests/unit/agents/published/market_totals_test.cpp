#include "agents/published/market_totals.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::agents;

namespace {

MarketTotals traded(double volume_kwh, double least, double most) {
  MarketTotals totals;
  totals.volume_kwh = totals.auction_kwh = volume_kwh;
  totals.paid = volume_kwh * most;
  totals.earned = volume_kwh * least;
  totals.prices = {least, most};
  totals.classes = {{{0.25 * volume_kwh, 0.25 * volume_kwh * least},
                     {0.75 * volume_kwh, 0.75 * volume_kwh * least}}};
  totals.has_coalition = true;
  return totals;
}

}  // namespace

TEST_CASE("volumes and money of market places add up, class by class") {
  MarketTotals sum;
  sum.add(traded(2, 0.25, 0.5));
  sum.add(traded(4, 0.25, 0.25));
  CHECK(sum.volume_kwh == 6);
  CHECK(sum.auction_kwh == 6);
  CHECK(sum.paid == 2);
  CHECK(sum.earned == 1.5);
  CHECK(sum.classes[0].energy_kwh == 1.5);
  CHECK(sum.classes[0].earned == 0.375);
  CHECK(sum.classes[1].energy_kwh == 4.5);
  CHECK(sum.classes[1].earned == 1.125);
  CHECK(sum.has_coalition);
}

TEST_CASE("prices range over the places that traded, and over no others") {
  MarketTotals sum;
  sum.add({});
  sum.add(traded(2, 0.25, 0.5));
  sum.add(traded(1, 0.125, 0.375));
  MarketTotals nothing;
  nothing.prices = {0, 9};
  sum.add(nothing);
  CHECK(sum.prices.least == 0.125);
  CHECK(sum.prices.most == 0.5);
}

TEST_CASE("where nobody can gain by trading there is no coalition") {
  MarketTotals sum;
  sum.add({});
  CHECK_FALSE(sum.has_coalition);
}
