#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/auctioneers/zone_market.hpp"
#include "agents/auctioneers/zone_order_book.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/zone_tree.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/scenario/coalition_settings.hpp"
#include "agents/scenario/market_settings.hpp"

namespace peerwatt::agents {

// What all auctioneers work by.
struct AuctionRules {
  const scenario::MarketSettings& market;
  const scenario::CoalitionSettings& coalition;
  market::ClassHandling classes{};  // of the community: all of its members are asked once
  std::uint64_t seed = 0;
};

// Returns the markets of the zones of a directory, in their order: order books where the mechanism
// trades continuously, else call markets.
std::vector<std::unique_ptr<ZoneMarket>> make_zone_markets(
    const AuctionRules& rules, const Community& community,
    const IdVector<ZoneId, ZoneTree>& zone_trees, const OrderBookTools& tools);

}  // namespace peerwatt::agents
