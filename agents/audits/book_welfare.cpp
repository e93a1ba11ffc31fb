#include "agents/audits/book_welfare.hpp"

namespace peerwatt::agents {

void BookWelfare::sort_by_zone(const Community& community,
                               const Community::Column<BookPosition>& positions,
                               const Auctioneers& auctioneers) {
  zones_.resize(auctioneers.zones().size());
  for (Zone& zone : zones_) {
    zone.asks.clear();
    zone.bids.clear();
  }
  for (const ProsumerId i : positions.ids()) {
    const ZoneId zone = community.zones[i];
    const BookPosition& position = positions[i];
    if (position.round != auctioneers.cleared_round(zone)) continue;
    const bool sells = position.side == market::Side::kSell;
    (sells ? zones_[zone].asks : zones_[zone].bids).push_back(position.order);
  }
}

void BookWelfare::add_to(MarketTotals& totals, const Community& community,
                         const Community::Column<BookPosition>& positions,
                         const Auctioneers& auctioneers) {
  sort_by_zone(community, positions, auctioneers);
  for (const ZoneId zone : zones_.ids()) {
    efficient_.find({.asks = zones_[zone].asks, .bids = zones_[zone].bids});
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
