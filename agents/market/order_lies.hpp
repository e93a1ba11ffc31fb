#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/lie.hpp"
#include "agents/market/mechanism.hpp"
#include "agents/market/order_worth.hpp"
#include "agents/market/stated_book.hpp"

namespace peerwatt::market {

// LiesTried says which lies are tried, and how many.
struct LiesTried {
  bool prices = true;
  bool quantities = true;        // alone, and together with another price
  bool splits = true;            // two orders in place of one
  bool false_names = true;       // for the second order of a split
  bool any_sum = true;           // the two orders of a split may add up to another quantity
  std::size_t most_prices = 32;  // tried for an order
  std::size_t most_quantities = 48;
  bool price_pairs = true;  // both parts of a split at any price, not only the second
};

// LieFindings have the best lie of each kind that was found for an owner, and how many were tried.
struct LieFindings {
  std::array<Lie, kLieKinds> best{};
  std::array<std::uint64_t, kLieKinds> tried{};
  double utility = 0;  // currency, when all orders are truthful

  const Lie& of(LieKind kind) const { return best[static_cast<std::size_t>(kind)]; }
  std::uint64_t tried_of(LieKind kind) const { return tried[static_cast<std::size_t>(kind)]; }
};

// OrderLies tries lies of one owner at a time, while all others are truthful: for one order another
// price, another quantity, both, or two orders in its place, the second of them perhaps under a
// false name. If the owner is on both sides, its first ask and first bid are also split together.
// Unlike MisreportSearch it goes through candidates and is no complete search: a gain found is a
// gain, but a lie that gains may be missed.
//
// Time: one clearing of the market for each lie. For P candidate prices, Q quantities and F first
// parts of a split, an order has up to P + Q*(1 + P) lies of price and quantity and (4*F + 3)*(1 +
// P)^2 splits, each of them under up to 3 names. Memory O(n).
class OrderLies {
 public:
  OrderLies(Mechanism& mechanism, const LiesTried& tried) : mechanism_{mechanism}, tried_{tried} {}

  // Copies the market. The worth must outlive the search.
  void load(const CallMarket& truth, const OrderWorth& worth);

  LieFindings best_of(std::uint32_t owner);

  std::uint64_t clearings() const { return book_.clearings(); }  // since the load

 private:
  void collect_own();
  void begin();
  void try_order(OrderPlace place);
  void try_prices(OrderPlace place);
  void try_quantities(OrderPlace place);
  void try_splits(OrderPlace place);
  void try_parts(OrderPlace place, double first_kwh, double second_kwh);
  void try_double_splits(OrderPlace ask, OrderPlace bid);
  void try_names(std::span<StatedOrder> stated, std::size_t named);
  void try_lie(LieKind kind, std::span<const StatedOrder> stated);
  void collect_first_prices(OrderPlace place);
  std::vector<double> first_parts(OrderPlace place) const;

  Mechanism& mechanism_;
  LiesTried tried_;
  StatedBook book_;
  std::vector<double> prices_;
  std::vector<double> first_prices_;  // for the first part of a split
  std::vector<double> quantities_;    // candidates for the order that is tried
  double largest_price_ = 0;          // by magnitude
  double total_kwh_ = 0;
  std::uint32_t owner_ = 0;
  std::vector<OrderPlace> own_;  // the owner's orders, asks first
  LieFindings found_;
};

}  // namespace peerwatt::market
