#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/coalitions/tree_order.hpp"

namespace peerwatt::game {

// TradingSide lists the sellers of a neighbourhood in a slot, or its buyers, by place, with the
// energy of each and what its path shares with that of the one before. A sweep from a place goes
// through them outwards with a running minimum of the shared charge (TreeOrder), so that all
// charges from one place take O(traders), plus the places between `from` and its nearest traders.
class TradingSide {
 public:
  void reserve(std::size_t places);
  // Lists the members with kwh > 0, given by place. O(n).
  void list(const TreeOrder& order, std::span<const double> kwh);

  // Calls visit(place, kwh, kappa*dist) for every trader, outwards from the place `from`, first to
  // higher places, then to lower ones. The member at `from` must not be on this side itself.
  template <class Visit>
  void sweep(const TreeOrder& order, std::uint32_t from, Visit&& visit) const;

 private:
  struct Trader {
    std::uint32_t place;
    double kwh;
    double way;     // charge of the path from the root, currency/kWh
    double shared;  // twice that of what the paths to it and to the trader before share
  };
  std::vector<Trader> traders_;               // ends with a sentinel of 0 kWh
  std::vector<std::uint32_t> listed_before_;  // by place: number of traders at lower places
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
