#include "agents/auctioneers/zone_auctions.hpp"

#include <algorithm>

#include "engine/core/summation.hpp"

namespace peerwatt::agents {

ZoneAuctions::ZoneAuctions(const std::vector<const Auctioneers*>& districts) {
  for (const Auctioneers* auctioneers : districts) {
    for (std::uint32_t i = 0; i < auctioneers->zones().size(); ++i) of_zone_.push_back(auctioneers);
  }
}

MarketTotals ZoneAuctions::totals() const {
  return pairwise_sum(0, zones().size(), [&](std::size_t zone) {
    return trades(ZoneId{static_cast<std::uint32_t>(zone)}).totals();
  });
}

double ZoneAuctions::network_charge() const {
  std::vector<double> charges;
  for (const ZoneId zone : zones()) charges.push_back(trades(zone).network_charge());
  return accurate_sum(charges);
}

// Zones have a coalition in common only at a place above them.
std::int64_t ZoneAuctions::coalition_count(std::uint32_t places) const {
  std::vector<char> seen(places);
  std::int64_t within_zones = 0;
  for (const ZoneId zone : zones()) {
    for (const CoalitionId coalition : trades(zone).coalition_numbers()) {
      const std::uint32_t number = coalition.index();
      if (number < seen.size()) {
        seen[number] = 1;
      } else {
        ++within_zones;
      }
    }
  }
  return std::count(seen.begin(), seen.end(), 1) + within_zones;
}

}  // namespace peerwatt::agents
