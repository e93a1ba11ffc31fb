#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/clearing.hpp"
#include "agents/market/lie.hpp"
#include "agents/market/mechanism.hpp"
#include "agents/market/order_worth.hpp"

namespace peerwatt::market {

// StatedBook states some orders of a market otherwise than they truly are, and computes the utility
// that their owner then has. The true orders never change: every call builds the stated market from
// a copy of them, O(n) time and memory besides the clearing.
class StatedBook {
 public:
  // Copies the market, without its classes of energy. The worth must outlive the book.
  void load(const CallMarket& truth, const OrderWorth& worth);

  // Returns the utility of an owner, currency, when the market is cleared with the orders `stated`
  // in place of the true ones that they refer to, and all others as they are: the worth of what all
  // its orders trade, whatever their names, plus what it earns, less what it pays.
  double utility(Mechanism& mechanism, std::uint32_t owner, std::span<const StatedOrder> stated);

  CallMarket truth() const { return asks_.market(bids_, grid_); }
  const Order& order(OrderPlace place) const;
  std::uint64_t clearings() const { return clearings_; }  // since the load

 private:
  struct Orders {
    std::vector<Order> orders;
    std::vector<double> demand;          // by bid, if the market has a pool; kWh
    std::vector<std::uint32_t> truths;   // index of the true order that each stands for
    std::vector<double> quantities_kwh;  // traded, by true order
    std::vector<double> money;

    CallMarket market(const Orders& bids, const GridPrices& grid) const {
      return {.asks = orders, .bids = bids.orders, .pool_demand_kwh = bids.demand, .grid = grid};
    }
    void load(std::span<const Order> given, std::span<const double> given_demand);
  };

  Orders& side(Side side) { return side == Side::kSell ? stated_asks_ : stated_bids_; }
  void state(std::span<const StatedOrder> stated);
  void state(const StatedOrder& stated, bool replaces);
  Order named(const StatedOrder& stated) const;
  static void add_fills(const Fills& fills, Orders& side);

  const OrderWorth* worth_ = nullptr;
  Orders asks_, bids_;
  Orders stated_asks_, stated_bids_;
  GridPrices grid_;
  std::uint32_t false_name_ = 0;
  Clearing clearing_;
  std::uint64_t clearings_ = 0;
};

}  // namespace peerwatt::market
