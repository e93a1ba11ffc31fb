#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/auctioneers/coalition_accounts.hpp"
#include "agents/auctioneers/market_place.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/messages/settlement_messages.hpp"

namespace peerwatt::agents {

// What trading gives the members of a zone in a round, and to which coalitions they belong by it.
class ZoneTrades {
 public:
  explicit ZoneTrades(std::uint32_t zone) : zone_{static_cast<std::int32_t>(zone)} {}

  // Returns the member's index in the zone.
  std::uint32_t add_member(std::uint32_t prosumer, std::uint64_t identity);
  std::span<const std::uint32_t> members() const { return members_; }
  std::uint64_t identity(std::uint32_t member) const { return identities_[member]; }

  // A round begins in which nobody has traded anything. `partition`: coalitions by member, counted
  // from 0; where it is empty the zone is one coalition, if there is any.
  void start(const MarketTotals& totals, std::span<const std::int32_t> partition,
             std::uint32_t first_number);
  void add(std::uint32_t member, const Award& award) { awards_[member].add(award); }
  // Somebody has traded at a place above the neighbourhood, which takes everybody into its
  // coalition when it says so: those below the highest place that traded have traded with each
  // other.
  void add_from_above(std::uint32_t member, const Award& award);
  void join_above(std::uint32_t place);
  // Charges the network, and divides what coalitions are worth.
  void settle(CoalitionAccounts& accounts, const NeighbourhoodMarket& market, const Prices& prices,
              std::int32_t slot);
  // None of it stands.
  void annul();

  const Award& award(std::uint32_t member) const { return awards_[member]; }
  const ShareSettlement& share(std::uint32_t member) const { return shares_[member]; }
  // By member; -1 = none.
  std::span<const std::int32_t> coalitions() const { return coalitions_; }
  // Each once.
  std::span<const std::int32_t> coalition_numbers() const { return numbers_; }
  const MarketTotals& totals() const { return totals_; }
  double network_charge() const { return network_charge_; }  // of trades within the zone

 private:
  void join(std::int32_t coalition);  // all together; -1 = none

  std::int32_t zone_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint64_t> identities_;
  std::vector<Award> awards_;             // by member
  std::vector<ShareSettlement> shares_;   // by member
  std::vector<std::int32_t> coalitions_;  // by member
  std::vector<std::int32_t> numbers_;     // of all coalitions
  MarketTotals totals_;
  double network_charge_ = 0;
  bool traded_above_ = false;
};

}  // namespace peerwatt::agents
