#include "agents/auctioneers/zone_markets.hpp"

#include <utility>
#include <vector>

#include "agents/auctioneers/zone_call_markets.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::agents {
namespace {

IdVector<ZoneId, std::vector<ProsumerId>> listeners_by_zone(const Community& community,
                                                            std::size_t zones) {
  IdVector<ZoneId, std::vector<ProsumerId>> listeners(zones);
  for (const ProsumerId prosumer : community.prosumers()) {
    if (!community.learns_from_stated_prices(prosumer)) continue;
    listeners[community.zones[prosumer]].push_back(prosumer);
  }
  return listeners;
}

CallMarketRules call_market_rules(const AuctionRules& rules, const Community& community) {
  CallMarketRules calls{rules.market.mechanism, scenario::mechanism_parameters(rules.market),
                        rules.coalition};
  calls.parameters.classes = community.class_handling();
  return calls;
}

}  // namespace

IdVector<ZoneId, std::unique_ptr<ZoneMarket>> make_zone_markets(
    const AuctionRules& rules, const Community& community,
    const IdVector<ZoneId, ZoneTree>& zone_trees, const OrderBookTools& tools) {
  IdVector<ZoneId, std::unique_ptr<ZoneMarket>> markets;
  if (market::entry(rules.market.mechanism).role == market::Role::kContinuous) {
    auto listeners = listeners_by_zone(community, zone_trees.size());
    for (const ZoneId zone : zone_trees.ids()) {
      markets.push_back(std::make_unique<ZoneOrderBook>(zone, std::move(listeners[zone]), tools));
    }
    return markets;
  }
  const CallMarketRules calls = call_market_rules(rules, community);
  for (const ZoneId zone : zone_trees.ids()) {
    markets.push_back(std::make_unique<ZoneCallMarkets>(zone, calls, zone_trees[zone]));
  }
  return markets;
}

}  // namespace peerwatt::agents
