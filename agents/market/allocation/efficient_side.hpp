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

// EfficientSide is one side of the efficient allocation, described by its marginal order: the last
// one, by price, arrival and owner, with volume in it. Invariant: orders that rank before it trade
// in full, it trades `marginal_kwh_`, and orders behind it trade nothing. All functions take O(n),
// `find_margin` on average. Allocates nothing once warm.
class EfficientSide {
 public:
  explicit EfficientSide(Side side) : side_{side} {}

  BookSide& load(std::span<const Order> orders, double quanta_per_kwh, double most_kwh) {
    book_.load(orders, side_, quanta_per_kwh, most_kwh);
    return book_;
  }
  const BookSide& book() const { return book_; }
  // Finds the marginal order for the volume. The last `slack` quanta of the volume may be rounding
  // errors, so an order that has only those is not marginal. `slack` must be less than the volume.
  void find_margin(std::span<const Order> orders, Quanta volume, Quanta slack);

  // The functions that follow refer to the orders of the last find_margin.

  double marginal_price() const { return merit(at_.merit, side_); }
  bool is_marginal_filled() const { return is_marginal_filled_; }
  // Returns the limit price of the order with a quantity that ranks next after the marginal one, if
  // there is one.
  std::optional<double> next_price(std::span<const Order> orders) const;
  // Writes the quantities of the orders that rank before the marginal one, kWh.
  void quantities_before(std::span<const Order> orders, std::vector<double>& kwh) const;
  // Writes what each order trades, kWh: those before the marginal one what the cut leaves of their
  // quantities, the marginal one what it has in the volume if `marginal` says that it trades, and
  // all others nothing.
  enum class Marginal : std::uint8_t { kTrades, kStaysOut };
  void fill(std::span<const Order> orders, const EqualCut& cut, Marginal marginal,
            std::span<double> filled_kwh) const;
  // Returns what the orders before the marginal one gain against its price, currency: the sum of
  // (marginal merit - own merit) times the quantity that the cut leaves.
  double gain(const EqualCut& cut) const;

 private:
  void rank_equals(std::span<const Order> orders, Quanta target);

  Side side_;
  BookSide book_;
  BookSide::Marginal at_;
  std::vector<std::uint32_t> equals_;  // orders at the marginal price, if there are several
  std::size_t order_ = 0;    // index of the marginal order among them; those before rank first
  double marginal_kwh_ = 0;  // of the marginal order in the volume
  bool is_marginal_filled_ = false;
};

}  // namespace peerwatt::market
