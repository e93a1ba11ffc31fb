#include "agents/scenario/whole_prices.hpp"

#include <algorithm>

#include "agents/market/ticks.hpp"

namespace peerwatt::scenario {

void round_prices(Scenario& scenario) {
  tariffs::TariffSettings& tariff = scenario.cps.tariff;
  tariff.flat_price = market::tick_below(tariff.flat_price);
  double lowest = tariff.flat_price;
  for (tariffs::TariffBand& band : tariff.bands) {
    band.price = market::tick_below(band.price);
    lowest = std::min(lowest, band.price);
  }
  tariff.feed_in_price = std::min(market::tick_above(tariff.feed_in_price), lowest);
  LeaderSettings& leader = scenario.leader;
  leader.price_cap = market::tick_below(leader.price_cap);
  leader.price_tolerance = std::max(leader.price_tolerance, market::to_price(1));
}

}  // namespace peerwatt::scenario
