#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/auctioneers/coalition_groups.hpp"
#include "agents/auctioneers/zone_market.hpp"
#include "agents/coalitions/shapley.hpp"
#include "agents/coalitions/trade_shares.hpp"
#include "agents/coalitions/trading_coalition.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/messages/settlement_messages.hpp"
#include "agents/scenario/coalition_settings.hpp"

namespace peerwatt::agents {

// What the members of a zone got out of a slot, by member.
struct ZoneOutcome {
  std::int32_t slot = 0;
  const IdVector<MemberId, std::uint64_t>& identities;  // of the random numbers
  const IdVector<MemberId, CoalitionId>& coalitions;    // invalid = single
  IdVector<MemberId, market::Fill>& fills;
  IdVector<MemberId, ShareSettlement>& shares;  // written where they are Shapley's
};

// Where the random numbers of a coalition in a slot begin; its first member stands for it.
RandomAddress coalition_address(std::uint64_t seed, Purpose purpose, std::uint64_t first_member,
                                std::int32_t slot);

// What the members of coalitions owe the network for the trades that stand, and pay each other
// where the value of a coalition is not divided by the trades themselves (model, section 4).
class CoalitionAccounts {
 public:
  CoalitionAccounts(const scenario::CoalitionSettings& settings, std::uint64_t seed)
      : settings_{settings}, seed_{seed} {}

  // Whether trades by themselves are not all there is to settle.
  bool are_kept() const {
    return settings_.network_charge > 0 || settings_.shares == scenario::SharesRule::kShapley;
  }
  // Adds network charges and payments to the fills.
  void settle(const ZoneMarket& market, const Prices& prices, const ZoneOutcome& outcome);

 private:
  void gather(const ZoneMarket& market, const Prices& prices, const ZoneOutcome& outcome,
              std::span<const MemberId> members);
  void charge_network(const game::NetworkCharge& charge);
  void share_by_shapley(const game::TradingGame& game, const RandomAddress& first);

  scenario::CoalitionSettings settings_;
  std::uint64_t seed_;
  CoalitionGroups groups_;
  game::NetworkCharges network_charges_;
  game::TradingCoalition coalition_{game::TradingGame{}};
  game::ShapleyShares shapley_;
  // Of one coalition, by member.
  std::vector<double> supply_kwh_, demand_kwh_;
  std::vector<double> sold_kwh_, bought_kwh_, gains_;
  std::vector<double> charges_, values_, half_widths_, transfers_;
};

}  // namespace peerwatt::agents
