#pragma once

#include <span>
#include <vector>

#include "agents/market/clearing.hpp"
#include "agents/market/energy_class.hpp"
#include "agents/market/order.hpp"

namespace peerwatt::market {

// What the grid sells and buys at, currency/kWh.
struct GridPrices {
  double sell = 0;
  double feed_in = 0;
};

// All that a rule may look at. Quantities are finite and none negative, prices finite.
struct CallMarket {
  std::span<const Order> asks;
  std::span<const Order> bids;
  // By bid: what its owner would take altogether at a price that no order sets (a pool's), kWh.
  std::span<const double> pool_demand_kwh{};
  GridPrices grid{};
  // By ask and by bid, for rules that keep the classes of energy apart; else empty.
  std::span<const EnergyClass> ask_classes{};
  std::span<const ClassPremiums> bid_premiums{};
};

// A market rule: a pure function of the orders (model, section 3). Who trades what at which price
// does not depend on the order of the spans; orders rank by price, arrival and owner. An object
// keeps its memory from call to call and nothing else.
class Mechanism {
 public:
  virtual ~Mechanism() = default;
  virtual void clear(const CallMarket& market, Clearing& clearing) = 0;
  // While one order's limit price moves between two neighbouring prices (limits of other orders, or
  // of the grid), its owner's trades stay the same and their money is an affine function of it.
  // A rule that compares a limit price with anything else appends those prices as well, as they are
  // for the market as it stands.
  virtual void add_breakpoints(const CallMarket&, std::vector<double>&) {}

 protected:
  Mechanism() = default;
  Mechanism(const Mechanism&) = default;
  Mechanism& operator=(const Mechanism&) = default;
};

}  // namespace peerwatt::market
