#include "agents/audits/coalition_audit.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

constexpr std::uint32_t kCoreOrders = 8;    // sampled where a coalition has too many members
constexpr std::size_t kMostMembers = 1000;  // of a coalition that is looked at, in O(members^2)

bool is_examinable(const scenario::Scenario& scenario) {
  const market::Role role = market::entry(scenario.market.mechanism).role;
  return scenario.trace.level != recording::TraceLevel::kSummary && role != market::Role::kNone &&
         role != market::Role::kContinuous && scenario.market.levels.empty();
}

}  // namespace

CoalitionAudit::CoalitionAudit(const scenario::Scenario& scenario, const AuditDraw& drawn,
                               const IdVector<ZoneId, ZoneTree>& zone_trees,
                               const ZoneAuctions& auctions, const ProsumerAccounts& accounts)
    : auctions_{auctions},
      accounts_{accounts},
      possible_{is_examinable(scenario)},
      drawn_{drawn},
      seed_{static_cast<std::uint64_t>(scenario.seed)} {
  if (!possible_ || !scenario.coalition.form()) return;
  for (const ZoneTree& zone : zone_trees) {
    neighbourhoods_.push_back({zone.neighbourhood(), formation_rules(scenario.coalition)});
  }
}

void CoalitionAudit::examine(const recording::SlotRecord& record,
                             recording::CertificateRecord& certificates) {
  if (!possible_) return;
  game::StabilityFinding worst;
  const auto slot = static_cast<std::int32_t>(record.index);
  const ZoneId drawn = zone_to_examine(record, auctions_.zones().size());
  for (const ZoneId zone : auctions_.zones()) {
    if (auctions_.cleared_round(zone).slot != slot) continue;
    const ZoneMarket& market = auctions_.market(zone);
    const ZoneTrades& trades = auctions_.trades(zone);
    take_shares(trades);
    const game::StabilityFinding found = stability(zone, market, trades);
    worst.merge_regret = std::max(worst.merge_regret, found.merge_regret);
    worst.split_regret = std::max(worst.split_regret, found.split_regret);
    worst.move_regret = std::max(worst.move_regret, found.move_regret);
    worst.exit_regret = std::max(worst.exit_regret, found.exit_regret);
    if (zone == drawn) examine_core(slot, market, trades, certificates);
  }
  certificates.merge_regret = worst.merge_regret;
  certificates.split_regret = worst.split_regret;
  certificates.move_regret = worst.move_regret;
  certificates.exit_regret = worst.exit_regret;
}

// The core takes long to look at: one zone at a time.
ZoneId CoalitionAudit::zone_to_examine(const recording::SlotRecord& slot,
                                       std::uint32_t zones) const {
  if (!drawn_.is_drawn(Audit::kCore, slot.index, slot.system.is_peak)) return {};
  const double u = uniform({seed_, Purpose::kCore, 0, static_cast<std::uint32_t>(slot.index)});
  return ZoneId{static_cast<std::uint32_t>(u * zones)};
}

// What trade in the coalition gave each member against the grid, charges and payments counted.
void CoalitionAudit::take_shares(const ZoneTrades& trades) {
  shares_.clear();
  for (const ProsumerId i : trades.members()) {
    const Prices& prices = accounts_.prices[i];
    shares_.push_back((accounts_.p2p_earned[i] - prices.feed_in * accounts_.p2p_sold_kwh[i]) +
                      (prices.sell * accounts_.p2p_bought_kwh[i] - accounts_.p2p_paid[i]) -
                      accounts_.network_charge[i] - accounts_.coalition_transfer[i]);
  }
}

// Where the zone is one market, the game is superadditive: nobody gains by a merger, a split or a
// switch, and who leaves trades with nobody.
game::StabilityFinding CoalitionAudit::stability(ZoneId zone, const ZoneMarket& market,
                                                 const ZoneTrades& trades) {
  if (!neighbourhoods_.empty()) {
    const bool stands = !trades.coalition_numbers().empty();
    singles_.assign(shares_.size(), game::kSingle);
    return game::examine_stability(
        neighbourhoods_[zone],
        stands ? market.partition() : std::span<const std::int32_t>{singles_}, market.terms(),
        shares_);
  }
  game::StabilityFinding finding;
  for (const double share : shares_) finding.exit_regret = std::max(finding.exit_regret, -share);
  return finding;
}

void CoalitionAudit::examine_core(std::int32_t slot, const ZoneMarket& market,
                                  const ZoneTrades& trades,
                                  recording::CertificateRecord& certificates) {
  const game::TradingTerms terms = market.terms();
  groups_.group(trades.coalitions());
  for (std::size_t coalition = 0; coalition < groups_.size(); ++coalition) {
    const std::span<const MemberId> members = groups_.members(coalition);
    if (members.size() > kMostMembers) continue;
    supply_kwh_.clear();
    demand_kwh_.clear();
    own_shares_.clear();
    for (const MemberId member : members) {
      supply_kwh_.push_back(terms.supply_kwh[member.index()]);
      demand_kwh_.push_back(terms.demand_kwh[member.index()]);
      own_shares_.push_back(shares_[member]);
    }
    coalition_.play({supply_kwh_, demand_kwh_, terms.spread, market.network_charge(coalition)});
    const RandomAddress first =
        coalition_address(seed_, Purpose::kCore, trades.identity(members.front()), slot);
    const game::CoreFinding found =
        game::examine_core(coalition_, own_shares_, {first, kCoreOrders});
    const bool exact = found.evidence == game::Evidence::kExact;
    certificates.core_excess =
        std::max(certificates.core_excess.value_or(found.largest_excess), found.largest_excess);
    if (certificates.core_evidence != recording::CoreEvidence::kSampled) {
      certificates.core_evidence =
          exact ? recording::CoreEvidence::kExact : recording::CoreEvidence::kSampled;
    }
  }
}

}  // namespace peerwatt::agents
