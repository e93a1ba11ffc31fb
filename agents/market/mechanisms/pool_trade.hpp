#pragma once

#include <span>

namespace peerwatt::market {

// The price half-way between what the CPS sells and buys at, currency/kWh.
constexpr double mid_market_price(double price_sell, double price_feed_in) {
  return (price_sell + price_feed_in) / 2;
}

// Trade of all with all: the short side trades everything, the long side shares pro rata (model,
// section 3). Writes what each seller sells and each buyer buys [kWh] and returns the volume.
// Quantities must be finite and none negative.
double trade_in_pool(std::span<const double> offered_kwh, std::span<const double> wanted_kwh,
                     std::span<double> sold_kwh, std::span<double> bought_kwh);

}  // namespace peerwatt::market
