#pragma once

#include <cstdint>

#include "agents/market/order.hpp"

namespace peerwatt::bidding {

// Between these prices [currency/kWh] everyone trades without the market: a seller gets the least,
// a buyer pays the most.
struct PriceRange {
  double least = 0;
  double most = 0;
};

// On what terms a trader is in the market.
struct Terms {
  market::Side side = market::Side::kBuy;
  double limit_price = 0;  // currency/kWh; the lowest for a seller, the highest for a buyer
  PriceRange range;
  double elapsed = 0;  // part of the trading window that is over, in [0, 1]
};

// The price furthest from the limit that anyone on the other side could agree to; the limit itself,
// where it lies beyond the range.
double best_price(const Terms& terms);

// The price, brought between the limit and the best price.
double acceptable(double price, const Terms& terms);

enum class Response : std::uint8_t { kAccepted, kIgnored };

// A price that a trader stated in public, and what came of it. In an order book every trade accepts
// the price of the resting order, and an order that comes to rest was ignored. (Cliff's "shout".)
struct StatedPrice {
  market::Side side = market::Side::kBuy;  // of the trader that stated it
  double price = 0;                        // currency/kWh
  Response response = Response::kIgnored;
};

// Whether a trader still has something to trade in the window.
enum class Activity : std::uint8_t { kActive, kDone };

}  // namespace peerwatt::bidding
