#pragma once

#include <vector>

#include "engine/core/id_slice.hpp"

#include "agents/auctioneers/auctioneers.hpp"
#include "agents/market/allocation/efficient_allocation.hpp"
#include "agents/prosumers/book_traders.hpp"

namespace peerwatt::agents {

// What the trades in order books were worth, at the limit prices that traders keep to themselves:
// only who sees everything can tell.
class BookWelfare {
 public:
  // Adds the welfare of a slot's last round, and the most that was possible, in the zones of these
  // auctioneers, zone by zone. `positions`: of all who live there.
  void add_to(MarketTotals& totals, const Community& community,
              const IdSlice<ProsumerId, BookPosition>& positions, const Auctioneers& auctioneers);

 private:
  void collect(const Community& community, const IdSlice<ProsumerId, BookPosition>& positions,
               ZoneId zone, RoundId round);

  // Of one zone.
  std::vector<market::Order> asks_, bids_;
  market::EfficientAllocation efficient_;
};

}  // namespace peerwatt::agents
