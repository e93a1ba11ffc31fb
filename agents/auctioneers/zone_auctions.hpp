#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/auctioneers/auctioneers.hpp"

namespace peerwatt::agents {

// The auctions of all zones, whoever holds them: what those above the zones, and those who look on,
// see of them. Sums go over the zones in their order.
class ZoneAuctions {
 public:
  // Of some zones each, in the order of the zones, all together.
  explicit ZoneAuctions(const std::vector<const Auctioneers*>& districts);

  IdRange<ZoneId> zones() const { return of_zone_.ids(); }
  RoundId cleared_round(ZoneId zone) const { return of_zone_[zone]->cleared_round(zone); }
  // As it was closed last, at these prices.
  const ZoneMarket& market(ZoneId zone) const { return of_zone_[zone]->market(zone); }
  const Prices& prices(ZoneId zone) const { return of_zone_[zone]->prices(zone); }
  const ZoneTrades& trades(ZoneId zone) const { return of_zone_[zone]->trades(zone); }
  CoalitionId coalition(ZoneId zone, ProsumerId prosumer) const {
    return of_zone_[zone]->coalition(prosumer);
  }

  bool trades_classes_apart() const { return of_zone_[ZoneId{0}]->trades_classes_apart(); }

  // Of the trades of the slot within the zones.
  MarketTotals totals() const;
  double network_charge() const;  // currency
  // `places`: the number of all market places.
  std::int64_t coalition_count(std::uint32_t places) const;

 private:
  IdVector<ZoneId, const Auctioneers*> of_zone_;
};

}  // namespace peerwatt::agents
