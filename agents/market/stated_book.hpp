#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/clearing.hpp"
#include "agents/market/lie.hpp"
#include "agents/market/mechanism.hpp"
#include "agents/market/order_worth.hpp"

namespace peerwatt::market {

// The orders of a market, of which some are stated otherwise, and what their owner has of it.
class StatedBook {
 public:
  // Copies the market, without its classes of energy. The worth must outlive the book.
  void load(const CallMarket& truth, const OrderWorth& worth);

  // Returns the utility of an owner from all its orders, whatever their names, when the market is
  // cleared with these orders in place of the true ones that they name, and all others as they are.
  // Currency.
  double utility(Mechanism& mechanism, std::uint32_t owner, std::span<const StatedOrder> stated);

  CallMarket truth() const { return asks_.market(bids_, grid_); }
  const Order& order(OrderPlace place) const;
  std::uint64_t clearings() const { return clearings_; }  // since the load

 private:
  struct Orders {
    std::vector<Order> orders;
    std::vector<double> demand;          // by bid, where the market has it
    std::vector<std::uint32_t> truths;   // the true order that each stands in for
    std::vector<double> quantities_kwh;  // traded, by true order
    std::vector<double> money;

    CallMarket market(const Orders& bids, const GridPrices& grid) const {
      return {.asks = orders, .bids = bids.orders, .pool_demand_kwh = bids.demand, .grid = grid};
    }
    void load(std::span<const Order> given, std::span<const double> given_demand);
  };

  Orders& side(Side side) { return side == Side::kSell ? stated_asks_ : stated_bids_; }
  void state(std::span<const StatedOrder> stated);
  void state(const StatedOrder& order, bool replaces);
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
