#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/audit_draw.hpp"

#include "agents/auctioneers/auctioneers.hpp"
#include "agents/auctioneers/coalition_groups.hpp"
#include "agents/coalitions/core_membership.hpp"
#include "agents/coalitions/partition_stability.hpp"
#include "agents/coalitions/trading_coalition.hpp"
#include "agents/prosumers/prosumer_ledger.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// Asks at the end of a slot whether the coalitions that stand are stable, and whether the shares of
// their members lie in the core (model, sections 4 and 9). Nothing where coalitions do not come out
// of one round of orders: at level summary, without a market, in order books, below levels.
class CoalitionAudit {
 public:
  CoalitionAudit(const scenario::Scenario& scenario, const AuditDraw& drawn,
                 std::span<const ZoneTree> zone_trees);

  // Fills in the regrets of coalitions; in slots that are drawn what is known of the core, in a
  // zone drawn at random.
  void examine(const recording::SlotRecord& record, const Auctioneers& auctioneers,
               const ProsumerLedger& ledger, recording::CertificateRecord& certificates);

 private:
  // In a slot in which none is examined: beyond the last.
  std::uint32_t zone_to_examine(const recording::SlotRecord& slot, std::uint32_t zones) const;
  void take_shares(const ZoneTrades& trades, const ProsumerLedger& ledger);
  game::StabilityFinding stability(std::uint32_t zone, const NeighbourhoodMarket& market,
                                   const ZoneTrades& trades);
  void examine_core(std::int32_t slot, const NeighbourhoodMarket& market, const ZoneTrades& trades,
                    recording::CertificateRecord& certificates);

  bool possible_;
  AuditDraw drawn_;
  std::uint64_t seed_;
  std::vector<game::NeighbourhoodPartition> neighbourhoods_;  // by zone, where coalitions form
  game::TradingCoalition coalition_{game::TradingGame{}};
  CoalitionGroups groups_;
  std::vector<double> shares_;         // by member of the zone
  std::vector<std::int32_t> singles_;  // by member
  // Of one coalition, by member.
  std::vector<double> supply_kwh_, demand_kwh_, own_shares_;
};

}  // namespace peerwatt::agents
