#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/coalitions/tree_order.hpp"

namespace peerwatt::game {

// The sellers of a neighbourhood in a slot, or its buyers, by place: what each has to trade, and
// what carrying it to a member elsewhere costs, from one to the next.
class TradingSide {
 public:
  void reserve(std::size_t places);
  // `kwh` by place.
  void list(const TreeOrder& order, std::span<const double> kwh);

  // Calls visit(place, kwh, kappa*dist) for everyone on this side, outwards from `from`, where
  // someone of the other side is.
  template <class Visit>
  void sweep(const TreeOrder& order, std::uint32_t from, Visit&& visit) const;

 private:
  struct Trader {
    std::uint32_t place;
    double kwh;
    double way;     // charge from the root
    double shared;  // twice that of what the ways to it and to the one listed before share
  };
  std::vector<Trader> traders_;               // and behind them one without anything
  std::vector<std::uint32_t> listed_before_;  // by place: traders at places before
};

template <class Visit>
void TradingSide::sweep(const TreeOrder& order, std::uint32_t from, Visit&& visit) const {
  const double own_way = order.way_charge[from];
  const std::uint32_t next = listed_before_[from];
  double shared = std::min(2 * own_way, order.least_shared(from, traders_[next].place));
  for (const Trader* trader = &traders_[next]; trader->kwh > 0;) {
    visit(trader->place, trader->kwh, own_way + trader->way - shared);
    shared = std::min(shared, (++trader)->shared);
  }
  if (next == 0) return;
  shared = std::min(2 * own_way, order.least_shared(traders_[next - 1].place, from));
  for (std::uint32_t index = next; index-- > 0;) {
    const Trader& trader = traders_[index];
    visit(trader.place, trader.kwh, own_way + trader.way - shared);
    shared = std::min(shared, trader.shared);
  }
}

}  // namespace peerwatt::game
