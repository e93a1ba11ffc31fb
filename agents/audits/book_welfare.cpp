#include "agents/audits/book_welfare.hpp"

namespace peerwatt::agents {

void BookWelfare::collect(const Community& community,
                          const IdSlice<ProsumerId, BookPosition>& positions, ZoneId zone,
                          RoundId round) {
  asks_.clear();
  bids_.clear();
  for (const ProsumerId i : community.in_zones({zone, 1})) {
    const BookPosition& position = positions[i];
    if (position.round != round) continue;
    (position.side == market::Side::kSell ? asks_ : bids_).push_back(position.order);
  }
}

void BookWelfare::add_to(MarketTotals& totals, const Community& community,
                         const IdSlice<ProsumerId, BookPosition>& positions,
                         const Auctioneers& auctioneers) {
  for (const ZoneId zone : auctioneers.zones()) {
    collect(community, positions, zone, auctioneers.cleared_round(zone));
    efficient_.find({.asks = asks_, .bids = bids_});
    totals.max_welfare += efficient_.max_welfare();
    for (const OrderResult& result : auctioneers.market(zone).results()) {
      const double sign = result.fill.side == market::Side::kBuy ? 1.0 : -1.0;
      const double worth =
          sign * positions[result.prosumer()].order.limit_price * result.fill.quantity_kwh;
      totals.welfare += worth;
      totals.auction_welfare += worth;
    }
  }
}

}  // namespace peerwatt::agents
