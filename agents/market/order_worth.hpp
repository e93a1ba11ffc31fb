#pragma once

#include <vector>

#include "agents/market/mechanism.hpp"
#include "agents/market/order_place.hpp"

namespace peerwatt::market {

// What energy is worth to the owner of an order, which may trade another quantity than it has.
class OrderWorth {
 public:
  virtual ~OrderWorth() = default;
  // Returns the worth of what an order trades, together with orders that stand in for it: what a
  // buyer has of it, or what it costs a seller, as a negative number. Currency.
  virtual double of(OrderPlace place, double kwh) const = 0;

 protected:
  OrderWorth() = default;
  OrderWorth(const OrderWorth&) = default;
  OrderWorth& operator=(const OrderWorth&) = default;
};

// A kWh is worth the limit price, up to the quantity of the order, or what its owner would take of
// a pool, if that is more. What is sold beyond it, the owner does not have and buys from the grid;
// what is bought beyond it, the owner does not need and feeds in. The grid sells no lower than the
// highest limit price and pays no more than the lowest, as nobody has to trade beyond the grid's
// prices; so nobody gains by trade with the grid alone.
class LimitWorth final : public OrderWorth {
 public:
  explicit LimitWorth(const CallMarket& truth);

  double of(OrderPlace place, double kwh) const override;
  // What an owner pays for a kWh that it sold and does not have, and gets for one that it bought
  // and does not need, currency/kWh.
  const GridPrices& beyond() const { return beyond_; }

 private:
  std::vector<Order> asks_;
  std::vector<Order> bids_;  // with what their owners need as quantities
  GridPrices beyond_;
};

}  // namespace peerwatt::market
