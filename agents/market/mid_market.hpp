#pragma once

#include <span>

namespace peerwatt::market {

// The price half-way between what the CPS sells and buys at, currency/kWh.
constexpr double mid_market_price(double price_sell, double price_feed_in) {
  return (price_sell + price_feed_in) / 2;
}

// Trade at the mid-market price: the short side trades everything, the long side shares pro rata
// (model, section 3, `auction_then_mid_market`). Writes what each seller sells and each buyer buys
// [kWh] and returns the volume. Quantities must be finite and none negative.
double trade_at_mid_market(std::span<const double> offered_kwh, std::span<const double> wanted_kwh,
                           std::span<double> sold_kwh, std::span<double> bought_kwh);

}  // namespace peerwatt::market
