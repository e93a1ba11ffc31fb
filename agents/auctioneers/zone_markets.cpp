#include "agents/auctioneers/zone_markets.hpp"

#include <utility>

#include "agents/auctioneers/zone_call_markets.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::agents {
namespace {

std::vector<std::vector<std::uint32_t>> listeners_by_zone(const Community& community,
                                                          std::size_t zones) {
  std::vector<std::vector<std::uint32_t>> listeners(zones);
  for (std::uint32_t prosumer = 0; prosumer < community.size(); ++prosumer) {
    if (!community.learns_from_stated_prices(prosumer)) continue;
    listeners[community.zones[prosumer].index()].push_back(prosumer);
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

std::vector<std::unique_ptr<ZoneMarket>> make_zone_markets(const AuctionRules& rules,
                                                           const Community& community,
                                                           std::span<const ZoneTree> zone_trees,
                                                           const OrderBookTools& tools) {
  std::vector<std::unique_ptr<ZoneMarket>> markets;
  const auto zones = static_cast<std::uint32_t>(zone_trees.size());
  if (market::entry(rules.market.mechanism).role == market::Role::kContinuous) {
    auto listeners = listeners_by_zone(community, zones);
    for (std::uint32_t zone = 0; zone < zones; ++zone) {
      markets.push_back(std::make_unique<ZoneOrderBook>(zone, std::move(listeners[zone]), tools));
    }
    return markets;
  }
  const CallMarketRules calls = call_market_rules(rules, community);
  for (std::uint32_t zone = 0; zone < zones; ++zone) {
    markets.push_back(std::make_unique<ZoneCallMarkets>(zone, calls, zone_trees[zone]));
  }
  return markets;
}

}  // namespace peerwatt::agents
