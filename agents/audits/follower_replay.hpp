#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/zone_call_markets.hpp"
#include "agents/audits/leader_objective.hpp"
#include "agents/environment/community.hpp"
#include "agents/messages/round.hpp"
#include "agents/prosumers/households.hpp"
#include "agents/prosumers/order_terms.hpp"

namespace peerwatt::agents {

// What the prosumers would have done at another price of the CPS: their orders from where their
// houses stand, cleared by the rule of the market, and what is left. It knows what no agent may
// know and changes nothing. It holds for call markets of one level whose rule is not randomized,
// where every message arrives in time.
class FollowerReplay {
 public:
  // What the prosumers trade by.
  struct Trading {
    const scenario::MarketSettings& market;
    const scenario::CoalitionSettings& coalition;
  };
  // `order_delays`: from an announcement until its order arrives; ties rank by it.
  FollowerReplay(const Community& community, const Households& households, const OrderTerms& terms,
                 const Trading& trading, const IdVector<ZoneId, ZoneTree>& zone_trees,
                 Community::Column<Duration> order_delays);

  // Every prosumer's residual demand before any trade, and what all would feed in.
  FollowerReaction before_trade(const Prices& prices);
  // The same after the trades that the prices bring about. Valid until the next call.
  FollowerReaction after_trade(const Prices& prices);

 private:
  void make_markets();
  void trade_in(ZoneId zone, const Prices& prices);

  const Community& community_;
  const Households& households_;
  const OrderTerms& terms_;
  Trading trading_;
  const IdVector<ZoneId, ZoneTree>& zone_trees_;
  Community::Column<Duration> order_delays_;
  IdVector<ZoneId, IdVector<MemberId, ProsumerId>> members_;
  IdVector<ZoneId, std::unique_ptr<ZoneCallMarkets>> markets_;  // once there was a replay
  Community::Column<game::ResidualDemand> residuals_;
  Community::Column<Sale> sales_;
  double surplus_kwh_ = 0;
};

}  // namespace peerwatt::agents
