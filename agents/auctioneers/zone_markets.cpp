#include "agents/auctioneers/zone_markets.hpp"

#include <utility>
#include <vector>

#include "agents/auctioneers/zone_call_markets.hpp"

namespace peerwatt::agents {
namespace {

std::vector<ProsumerId> listeners(const Community& community, ZoneId zone) {
  std::vector<ProsumerId> found;
  for (const ProsumerId prosumer : community.in_zones({zone, 1})) {
    if (community.learns_from_stated_prices(prosumer)) found.push_back(prosumer);
  }
  return found;
}

CallMarketRules call_market_rules(const AuctionRules& rules) {
  CallMarketRules calls{rules.market.mechanism, scenario::mechanism_parameters(rules.market),
                        rules.coalition};
  calls.parameters.classes = rules.classes;
  return calls;
}

}  // namespace

std::vector<std::unique_ptr<ZoneMarket>> make_zone_markets(
    const AuctionRules& rules, const Community& community,
    const IdVector<ZoneId, ZoneTree>& zone_trees, const OrderBookTools& tools) {
  const IdRange<ZoneId> zones = tools.directory.part().zones;
  std::vector<std::unique_ptr<ZoneMarket>> markets;
  if (market::entry(rules.market.mechanism).role == market::Role::kContinuous) {
    for (const ZoneId zone : zones) {
      markets.push_back(std::make_unique<ZoneOrderBook>(zone, listeners(community, zone), tools));
    }
    return markets;
  }
  const CallMarketRules calls = call_market_rules(rules);
  for (const ZoneId zone : zones) {
    markets.push_back(std::make_unique<ZoneCallMarkets>(zone, calls, zone_trees[zone]));
  }
  return markets;
}

}  // namespace peerwatt::agents
