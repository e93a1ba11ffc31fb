#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/call_market_place.hpp"
#include "agents/auctioneers/zone_market.hpp"
#include "agents/coalitions/coalition_formation.hpp"
#include "agents/coalitions/network_charge.hpp"
#include "agents/environment/zone_tree.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/scenario/coalition_settings.hpp"

namespace peerwatt::agents {

// How the prosumers of a zone trade where all orders of a round are cleared at once.
struct CallMarketRules {
  market::MechanismId mechanism{};
  market::MechanismParameters parameters;
  scenario::CoalitionSettings coalition;
};

// The orders of a zone's prosumers and the call markets in which they trade: one for each
// coalition. Where coalitions form, they do when the gate closes, from what the orders state, and
// who stays single trades with nobody; elsewhere the zone is one market.
class ZoneCallMarkets final : public ZoneMarket {
 public:
  ZoneCallMarkets(ZoneId zone, const CallMarketRules& rules, const ZoneTree& tree);

  void open(RoundId round) override;
  void take(MemberId member, SimTime arrival, const OrderMessage& message) override;
  MarketTotals close(const Prices& prices) override;

  std::span<const OrderResult> results() const override {
    return formation_ ? results_ : markets_.front().results();
  }
  void for_each_trade(SimTime cleared_at, const TradeReceiver& receive) const override;
  recording::OrderRecord record(const OrderMessage& message, SimTime arrival) const override;
  void log_orders(RoundId round, EventLog& log) const override;

  std::span<const CallMarketPlace> call_markets() const override {
    return std::span{markets_}.first(open_);
  }
  std::span<const std::int32_t> partition() const override { return partition_; }
  game::TradingTerms terms() const override { return {supply_kwh_, demand_kwh_, spread_}; }
  game::NetworkCharge network_charge(std::size_t coalition) const override {
    return formation_ ? formation_->charge_in(coalition) : game::NetworkCharge{};
  }

 private:
  struct Waiting {
    MemberId member;
    SimTime arrival;
    OrderMessage message;
  };
  MarketTotals close_coalitions(const Prices& prices);
  void place_in_markets();
  void open_markets(std::size_t count);

  ZoneId zone_;
  CallMarketRules rules_;
  std::optional<game::CoalitionFormation> formation_;
  std::vector<CallMarketPlace> markets_;
  std::size_t open_ = 1;          // markets in use
  std::vector<Waiting> waiting_;  // until coalitions have formed
  IdVector<MemberId, double> supply_kwh_;
  IdVector<MemberId, double> demand_kwh_;  // in a pool
  double spread_ = 0;                      // currency/kWh
  std::span<const std::int32_t> partition_;
  CallMarketPlace singles_;           // takes the orders of those who trade with nobody
  std::vector<OrderResult> results_;  // of all markets, where there may be several
};

}  // namespace peerwatt::agents
