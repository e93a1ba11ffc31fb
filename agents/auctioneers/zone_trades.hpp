#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/auctioneers/coalition_accounts.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/messages/settlement_messages.hpp"
#include "agents/published/market_totals.hpp"

namespace peerwatt::agents {

// What trading gives the members of a zone in a round, and to which coalitions they belong by it.
class ZoneTrades {
 public:
  ZoneTrades(ZoneId zone, const Directory& directory)
      : directory_{directory}, whole_{directory.coalition(directory.place(zone))} {}

  MemberId add_member(ProsumerId prosumer, std::uint64_t identity);
  const IdVector<MemberId, ProsumerId>& members() const { return members_; }
  std::uint64_t identity(MemberId member) const { return identities_[member]; }

  // A round begins in which nobody has traded anything. `partition`: coalitions by member, counted
  // from 0; where it is empty the zone is one coalition, if there is any.
  void start(const MarketTotals& totals, std::span<const std::int32_t> partition);
  void add(MemberId member, const market::Fill& fill) { fills_[member].add(fill); }
  // Somebody has traded at a place above the neighbourhood, which takes everybody into its
  // coalition when it says so: those below the highest place that traded have traded with each
  // other.
  void add_from_above(MemberId member, const market::Fill& fill);
  void join_above(PlaceId place);
  // Charges the network, and divides what coalitions are worth.
  void settle(CoalitionAccounts& accounts, const ZoneMarket& market, const Prices& prices,
              std::int32_t slot);
  // None of it stands.
  void annul();

  const market::Fill& fill(MemberId member) const { return fills_[member]; }
  const ShareSettlement& share(MemberId member) const { return shares_[member]; }
  // Invalid = none.
  const IdVector<MemberId, CoalitionId>& coalitions() const { return coalitions_; }
  // Each once.
  std::span<const CoalitionId> coalition_numbers() const { return numbers_; }
  const MarketTotals& totals() const { return totals_; }
  double network_charge() const { return network_charge_; }  // of trades within the zone

 private:
  void join(CoalitionId coalition);  // all together; invalid = none

  const Directory& directory_;
  CoalitionId whole_;  // the zone, where it is one coalition
  IdVector<MemberId, ProsumerId> members_;
  IdVector<MemberId, std::uint64_t> identities_;
  IdVector<MemberId, market::Fill> fills_;
  IdVector<MemberId, ShareSettlement> shares_;
  IdVector<MemberId, CoalitionId> coalitions_;
  std::vector<CoalitionId> numbers_;  // of all coalitions
  MarketTotals totals_;
  double network_charge_ = 0;
  bool traded_above_ = false;
};

}  // namespace peerwatt::agents
