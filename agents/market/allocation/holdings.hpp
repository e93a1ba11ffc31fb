#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/allocation/key_sort.hpp"
#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// A Holding is an order and what the clearing made of it.
struct Holding {
  Side side = Side::kBuy;
  std::uint32_t place = 0;  // index in the span of its side
  double limit_price = 0;
  double filled_kwh = 0;
  double rest_kwh = 0;
};

inline Holding ask_holding(const CallMarket& market, const Stage& stage, std::size_t place) {
  const double filled = stage.asks.quantity_kwh[place];
  return {.side = Side::kSell,
          .place = static_cast<std::uint32_t>(place),
          .limit_price = market.asks[place].limit_price,
          .filled_kwh = filled,
          .rest_kwh = market.asks[place].quantity_kwh - filled};
}
inline Holding bid_holding(const CallMarket& market, const Stage& stage, std::size_t place) {
  const double filled = stage.bids.quantity_kwh[place];
  return {.side = Side::kBuy,
          .place = static_cast<std::uint32_t>(place),
          .limit_price = market.bids[place].limit_price,
          .filled_kwh = filled,
          .rest_kwh = market.bids[place].quantity_kwh - filled};
}

// Holdings groups the orders of a market by owner, over both sides: a radix sort by owner, O(n)
// time and memory, after which each owner's orders stand together. Owners of one order, which most
// are, are kept apart and visited without the detour. Allocates nothing once warm.
class Holdings {
 public:
  // Groups the orders. No order counts as more than `most_kwh`.
  void group(const CallMarket& market, double most_kwh);

  // The largest sum of quantities that one owner offers, and the largest that one wants, kWh.
  double most_offered() const { return most_offered_; }
  double most_wanted() const { return most_wanted_; }

  // Calls `visit` with all orders of an owner, owner by owner, for the market of the last group().
  // O(n).
  template <class Visit>
  void for_each_owner(const CallMarket& market, const Stage& stage, Visit&& visit);

 private:
  void measure(const CallMarket& market, double most_kwh);

  // Orders are numbered: first the asks, then the bids.
  std::vector<KeyedPlace> by_owner_;    // in the end, only orders of owners who have several
  std::vector<std::uint8_t> is_alone_;  // by number, 1 if it is its owner's only order
  std::vector<Holding> of_one_;
  double most_offered_ = 0;
  double most_wanted_ = 0;
  KeySort sort_;
};

// Owners of one order come first, in the order of the spans; the others follow in order of owners.
template <class Visit>
void Holdings::for_each_owner(const CallMarket& market, const Stage& stage, Visit&& visit) {
  const std::size_t asks = market.asks.size();
  const auto visit_one = [&](const Holding& only) { visit(std::span{&only, 1}); };
  for (std::size_t i = 0; i < asks; ++i) {
    if (is_alone_[i] != 0) visit_one(ask_holding(market, stage, i));
  }
  for (std::size_t j = 0; j < market.bids.size(); ++j) {
    if (is_alone_[asks + j] != 0) visit_one(bid_holding(market, stage, j));
  }
  for (std::size_t i = 0; i < by_owner_.size();) {
    const std::uint32_t owner = key_of(by_owner_[i]);
    of_one_.clear();
    for (; i < by_owner_.size() && key_of(by_owner_[i]) == owner; ++i) {
      const std::size_t number = place_of(by_owner_[i]);
      of_one_.push_back(number < asks ? ask_holding(market, stage, number)
                                      : bid_holding(market, stage, number - asks));
    }
    visit(std::span<const Holding>{of_one_});
  }
}

}  // namespace peerwatt::market
