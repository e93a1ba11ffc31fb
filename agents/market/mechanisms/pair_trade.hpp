#pragma once

#include <cstdint>
#include <span>

#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// An order on its way through a market that is made of pairs.
struct Trader {
  double limit_price = 0;
  double quantity_kwh = 0;
  double unfilled_kwh = 0;
  double traded_kwh = 0;    // the sum of its trades, exact beside a quantity however large
  double rounding_kwh = 0;  // so little may be left by roundings
  double money = 0;
  std::uint32_t place = 0;
  std::uint32_t owner = 0;
  std::uint32_t random_draw = 0;

  bool is_done() const { return unfilled_kwh <= rounding_kwh; }
};

// With `kwh` to trade.
inline Trader make_trader(const Order& order, std::uint32_t place, double kwh) {
  return {.limit_price = order.limit_price,
          .quantity_kwh = kwh,
          .unfilled_kwh = kwh,
          .traded_kwh = 0,
          .rounding_kwh = 1e-12 * kwh,
          .money = 0,
          .place = place,
          .owner = order.owner,
          .random_draw = order.random_draw};
}

// Both trade so much with each other; they have it left.
void trade(Trader& seller, Trader& buyer, double kwh, double price, Stage& stage);

// Its owner keeps so much of it.
inline void keep(Trader& trader, double kwh) {
  trader.quantity_kwh -= kwh;
  trader.unfilled_kwh -= kwh;
}

// Writes down what all of them came to, at the end. No welfare is above `max_welfare`.
void sum_up_pairs(std::span<const Trader> sellers, std::span<const Trader> buyers,
                  double max_welfare, Stage& stage);

}  // namespace peerwatt::market
