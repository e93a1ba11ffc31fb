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

// Which lies are tried, and how many.
struct LiesTried {
  bool prices = true;
  bool quantities = true;        // alone and with another price
  bool splits = true;            // two orders for one
  bool false_names = true;       // of the second order of a split
  bool any_sum = true;           // splits need not come to the true quantity
  std::size_t most_prices = 32;  // for an order
  std::size_t most_quantities = 48;
  bool price_pairs = true;  // both parts of a split at any price, not only one of them
};

// The best lie of each kind that was found for an owner.
struct LieFindings {
  std::array<Lie, kLieKinds> best{};
  std::array<std::uint64_t, kLieKinds> tried{};
  double utility = 0;  // currency, when all orders are truthful

  const Lie& of(LieKind kind) const { return best[static_cast<std::size_t>(kind)]; }
  std::uint64_t tried_of(LieKind kind) const { return tried[static_cast<std::size_t>(kind)]; }
};

// Tries lies of the owners of orders, each owner by itself, all others being truthful. One order is
// stated otherwise at a time, or split; for an owner on both sides, the first ask and the first bid
// are also split together. Unlike MisreportSearch this is no complete search: what is found is a
// gain, what is not found may exist.
class OrderLies {
 public:
  OrderLies(Mechanism& mechanism, const LiesTried& tried) : mechanism_{mechanism}, tried_{tried} {}

  // The worth must outlive the search.
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
  std::vector<double> first_prices_;  // of the first part of a split
  std::vector<double> quantities_;    // of the order at hand
  double largest_price_ = 0;          // by magnitude
  double total_kwh_ = 0;
  std::uint32_t owner_ = 0;
  std::vector<OrderPlace> own_;  // its orders
  LieFindings found_;
};

}  // namespace peerwatt::market
