#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/market/allocation/book_side.hpp"
#include "agents/market/allocation/rationing.hpp"
#include "agents/market/order.hpp"

namespace peerwatt::market {

// One side of the efficient allocation, seen from its marginal order: the last one, by price,
// arrival and owner, with volume in it. Allocates nothing once warm.
class EfficientSide {
 public:
  explicit EfficientSide(Side side) : side_{side} {}

  BookSide& load(std::span<const Order> orders, double quanta_per_kwh, double most_kwh) {
    book_.load(orders, side_, quanta_per_kwh, most_kwh);
    return book_;
  }
  const BookSide& book() const { return book_; }
  // Finds the marginal order. The last `slack` quanta of the volume, which may be roundings, make
  // no order marginal; there are fewer of them than of the volume.
  void find_margin(std::span<const Order> orders, Quanta volume, Quanta slack);

  // What follows holds for the orders of the last find_margin.

  double marginal_price() const { return merit(at_.merit, side_); }
  bool is_marginal_filled() const { return is_marginal_filled_; }
  // The limit price of the order that ranks next after the marginal one, if there is one.
  std::optional<double> next_price(std::span<const Order> orders) const;
  // What the orders that rank before the marginal one offer, kWh.
  void quantities_before(std::span<const Order> orders, std::vector<double>& kwh) const;
  // Gives them what the cut leaves of that, the marginal one as much as it has in the volume where
  // `marginal` says so, and all others nothing.
  enum class Marginal : std::uint8_t { kTrades, kStaysOut };
  void fill(std::span<const Order> orders, const EqualCut& cut, Marginal marginal,
            std::span<double> filled_kwh) const;
  // What the orders before the marginal one gain against its price, currency.
  double gain(const EqualCut& cut) const;

 private:
  void rank_equals(std::span<const Order> orders, Quanta target);

  Side side_;
  BookSide book_;
  BookSide::Marginal at_;
  std::vector<std::uint32_t> equals_;  // of the marginal price, if it is not one alone
  std::size_t order_ = 0;              // the marginal one's place there; those before rank first
  double marginal_kwh_ = 0;            // of the marginal order in the volume
  bool is_marginal_filled_ = false;
};

}  // namespace peerwatt::market
