#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/call_market_place.hpp"
#include "agents/coalitions/coalition_formation.hpp"
#include "agents/coalitions/network_charge.hpp"
#include "agents/environment/zone_tree.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/scenario/coalition_settings.hpp"

namespace peerwatt::agents {

// How the prosumers of a neighbourhood trade where all orders of a round are cleared at once.
struct NeighbourhoodRules {
  market::MechanismId mechanism{};
  market::MechanismParameters parameters;
  scenario::CoalitionSettings coalition;
};

// The orders of a zone's prosumers and the call markets in which they trade: one for each
// coalition. Where coalitions form, they do when the gate closes, from what the orders state, and
// who stays single trades with nobody; elsewhere the zone is one market.
class NeighbourhoodMarket {
 public:
  NeighbourhoodMarket(const NeighbourhoodRules& rules, const ZoneTree& tree);

  void open(RoundId round);
  // From a member, by its index in the zone.
  void take(std::uint32_t member, std::uint32_t prosumer, SimTime arrival,
            const OrderMessage& order);
  MarketTotals close(const Prices& prices);

  // Of the round that was closed last.
  std::span<const OrderResult> results() const {
    return formation_ ? results_ : markets_.front().results();
  }
  std::span<const CallMarketPlace> markets() const { return std::span{markets_}.first(open_); }
  // By member, where coalitions form: 0, 1, ... or game::kSingle; else empty.
  std::span<const std::int32_t> partition() const { return partition_; }
  // What the orders state, by member, and the spread of the grid's prices.
  game::TradingTerms terms() const { return {supply_kwh_, demand_kwh_, spread_}; }
  // On trades within a coalition, which is the zone where that is one market.
  game::NetworkCharge network_charge(std::size_t coalition) const {
    return formation_ ? formation_->charge_in(coalition) : game::NetworkCharge{};
  }

 private:
  struct ReceivedOrder {
    std::uint32_t member = 0;
    std::uint32_t prosumer = 0;
    SimTime arrival;
    OrderMessage order;
  };
  MarketTotals close_coalitions(const Prices& prices);
  void place_in_markets();
  void open_markets(std::size_t count);

  NeighbourhoodRules rules_;
  std::optional<game::CoalitionFormation> formation_;
  RoundId round_;
  std::vector<CallMarketPlace> markets_;
  std::size_t open_ = 1;                 // markets in use
  std::vector<ReceivedOrder> received_;  // until coalitions have formed
  std::vector<double> supply_kwh_;       // by member
  std::vector<double> demand_kwh_;       // by member, in a pool
  double spread_ = 0;                    // currency/kWh
  std::span<const std::int32_t> partition_;
  CallMarketPlace singles_;           // takes the orders of those who trade with nobody
  std::vector<OrderResult> results_;  // of all markets, where there may be several
};

}  // namespace peerwatt::agents
