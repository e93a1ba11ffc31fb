#pragma once

#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/auctioneers/auctioneers.hpp"
#include "agents/market/allocation/efficient_allocation.hpp"
#include "agents/prosumers/book_traders.hpp"

namespace peerwatt::agents {

// What the trades in order books were worth, at the limit prices that traders keep to themselves:
// only who sees everything can tell.
class BookWelfare {
 public:
  // Adds the welfare of a slot's last round, and the most that was possible, zone by zone.
  void add_to(MarketTotals& totals, const Community& community,
              const Community::Column<BookPosition>& positions, const Auctioneers& auctioneers);

 private:
  struct Zone {
    std::vector<market::Order> asks;
    std::vector<market::Order> bids;
  };
  void sort_by_zone(const Community& community, const Community::Column<BookPosition>& positions,
                    const Auctioneers& auctioneers);

  IdVector<ZoneId, Zone> zones_;
  market::EfficientAllocation efficient_;
};

}  // namespace peerwatt::agents
