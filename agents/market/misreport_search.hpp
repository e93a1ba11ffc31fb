#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/clearing.hpp"
#include "agents/market/mechanism.hpp"
#include "agents/market/order_place.hpp"

namespace peerwatt::market {

// How a report stands to the price it was made from: many gains are there only short of a price.
enum class Approach : std::uint8_t { kAt, kJustBelow, kJustAbove };

// The best that an owner can do by stating another limit price for one order, all else as it is.
struct Misreport {
  OrderPlace order;
  double true_price = 0;  // currency/kWh
  double reported_price = 0;
  double near_price = 0;  // the report is this, or beside it by a few roundings
  Approach approach{};
  double utility = 0;  // currency; of all orders of the owner, when all are truthful
  double utility_misreporting = 0;
  double rounding = 0;  // a gain up to this is none

  double gain() const { return utility_misreporting - utility; }
  bool pays() const { return gain() > rounding; }
};

// What a kWh is worth to the owner of each order, currency. Where a side is empty, its limit prices
// are; what a prosumer would otherwise have from the grid is another choice.
struct Worths {
  std::span<const double> asks{};
  std::span<const double> bids{};
};

// Searches the limit prices that one order could state instead of its own, by clearing the market
// for each that matters. Between neighbouring breakpoints (Mechanism::add_breakpoints) the owner's
// utility, the sum over its orders of (worth - price)*kWh, is affine in the report. Its supremum is
// then met at a breakpoint or approached beside one: each is tried, with the reports just below and
// just above it and one inside every interval. The gain found is the supremum within rounding.
// Random draws stay as they are. Allocates nothing once warm.
class MisreportSearch {
 public:
  explicit MisreportSearch(Mechanism& mechanism) : mechanism_{mechanism} {}

  // Copies the market, without its classes of energy, and clears it once.
  void load(const CallMarket& market, const Worths& worths = {});

  Misreport best_for(OrderPlace order);
  Misreport best_of(std::span<const OrderPlace> orders);  // at least one
  // Of a market that has orders.
  Misreport best_of_all();
  // Returns the most that an owner gains by stating another price for one of its orders, each tried
  // by itself; 0 where none pays. Currency.
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
  Misreport truth(OrderPlace place);

  void try_between(Range range, Misreport& best);  // two prices
  void try_inside(Range range, Misreport& best);   // where utility is affine
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
  std::vector<Owned> owned_;    // by owner
  std::span<const Owned> own_;  // of the owner whose order is being searched
  std::vector<double> prices_;  // of all orders and the grid, sorted, each once
  std::vector<double> inner_;   // the rule's own breakpoints inside an interval
  double largest_price_ = 0;    // by magnitude
  double total_kwh_ = 0;
  std::uint64_t clearings_ = 0;
};

}  // namespace peerwatt::market
