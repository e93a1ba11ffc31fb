#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/clearing.hpp"
#include "agents/market/mechanism.hpp"
#include "agents/market/order_place.hpp"

namespace peerwatt::market {

// An Approach says whether a report is at the price that it was made from, or just beside it. Many
// gains exist only just below or above a price, not at it.
enum class Approach : std::uint8_t { kAt, kJustBelow, kJustAbove };

// A Misreport is the best report found for an owner that states another limit price for one order,
// with all else as it is.
struct Misreport {
  OrderPlace order;
  double true_price = 0;  // currency/kWh
  double reported_price = 0;
  double near_price = 0;  // the report is this price or the tick beside it
  Approach approach{};
  double utility = 0;  // currency, of all orders of the owner if all are truthful
  double utility_misreporting = 0;
  double rounding = 0;  // a gain up to this may be a rounding error, currency

  double gain() const { return utility_misreporting - utility; }
  bool pays() const { return gain() > rounding; }
};

// Worths say what a kWh is worth to the owner of each order, currency/kWh. If a side is left empty,
// its limit prices are taken. Another choice is what the grid would take or pay.
struct Worths {
  std::span<const double> asks{};
  std::span<const double> bids{};
};

// MisreportSearch finds the best limit price that one order could state instead of its own, by
// clearing the market for each price that matters. Invariant it rests on: between neighbouring
// breakpoints (limit prices, grid prices and those of Mechanism::add_breakpoints) the owner's
// utility, the sum over its orders of (worth - price)*kWh for a buyer and (price - worth)*kWh for a
// seller, is an affine function of the report. So its supremum is met at a breakpoint or approached
// beside one. Each breakpoint is tried, the ticks just above and just below it, and the middle of
// every interval. The gain found is the supremum within rounding errors, which makes this a
// complete search, for rules that name all their breakpoints.
//
// Time for one order: at most 4*(P + B) + 3 clearings, for P prices of orders and the grid, P <= n
// + 3, and B breakpoints of the rule itself. Random draws stay as they are. Memory O(n + P + B).
// Allocates nothing once warm.
class MisreportSearch {
 public:
  explicit MisreportSearch(Mechanism& mechanism) : mechanism_{mechanism} {}

  // Copies the market, without its classes of energy, and clears it once.
  void load(const CallMarket& market, const Worths& worths = {});

  Misreport best_for(OrderPlace place);
  Misreport best_of(std::span<const OrderPlace> orders);  // of at least one order
  // Returns the best misreport of the whole market, which must have orders.
  Misreport best_of_all();
  // Returns the largest gain of an owner by another price for one of its orders, each tried by
  // itself, currency; 0 if none pays.
  double best_gain_of(std::uint32_t owner);

  std::uint64_t clearings() const { return clearings_; }  // since the load

 private:
  struct Range {
    double low = 0;
    double high = 0;
  };
  struct Owned {
    std::uint32_t owner = 0;
    OrderPlace order;
    double honest_utility = 0;
  };

  CallMarket market() const;
  Order& at(OrderPlace place);
  void collect_owners();
  void collect_prices();
  double utility_of(OrderPlace place) const;
  // Returns the truthful report of an order, and makes its owner the one whose utility is summed.
  Misreport truth(OrderPlace place);

  void try_between(Range range, Misreport& best);  // between two neighbouring prices
  void try_inside(Range range, Misreport& best);   // between breakpoints: utility is affine
  void try_report(double price, Misreport& best, double near_price, Approach approach);
  void try_report(double price, Misreport& best) { try_report(price, best, price, Approach::kAt); }

  Mechanism& mechanism_;
  Clearing clearing_;
  std::vector<Order> asks_;
  std::vector<Order> bids_;
  std::vector<double> demand_;
  GridPrices grid_;
  std::vector<double> ask_worths_;
  std::vector<double> bid_worths_;
  std::vector<OrderPlace> places_;
  std::vector<Owned> owned_;    // sorted by owner
  std::span<const Owned> own_;  // of the owner whose order is being searched
  std::vector<double> prices_;  // of all orders and of the grid, rising, each once
  std::vector<double> inner_;   // the rule's own breakpoints inside an interval
  double largest_price_ = 0;    // by magnitude
  double total_kwh_ = 0;
  std::uint64_t clearings_ = 0;
};

}  // namespace peerwatt::market
