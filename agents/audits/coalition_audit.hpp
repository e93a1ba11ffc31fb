#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/audit_draw.hpp"
#include "engine/core/id_vector.hpp"

#include "agents/auctioneers/coalition_groups.hpp"
#include "agents/auctioneers/zone_auctions.hpp"
#include "agents/coalitions/core_membership.hpp"
#include "agents/coalitions/partition_stability.hpp"
#include "agents/coalitions/trading_coalition.hpp"
#include "agents/observers/auditor.hpp"
#include "agents/published/prosumer_accounts.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// Asks at the end of a slot whether the coalitions that stand are stable, and whether the shares of
// their members lie in the core (model, sections 4 and 9). Nothing where coalitions do not come out
// of one round of orders: at level summary, without a market, in order books, below levels.
class CoalitionAudit final : public Auditor {
 public:
  CoalitionAudit(const scenario::Scenario& scenario, const AuditDraw& drawn,
                 const IdVector<ZoneId, ZoneTree>& zone_trees, const ZoneAuctions& auctions,
                 const ProsumerAccounts& accounts);

  // Fills in the regrets of coalitions; in slots that are drawn what is known of the core, in a
  // zone drawn at random.
  void examine(const recording::SlotRecord& record,
               recording::CertificateRecord& certificates) override;

 private:
  // Invalid in a slot in which none is examined.
  ZoneId zone_to_examine(const recording::SlotRecord& slot, std::uint32_t zones) const;
  void take_shares(const ZoneTrades& trades);
  game::StabilityFinding stability(ZoneId zone, const ZoneMarket& market, const ZoneTrades& trades);
  void examine_core(std::int32_t slot, const ZoneMarket& market, const ZoneTrades& trades,
                    recording::CertificateRecord& certificates);

  const ZoneAuctions& auctions_;
  const ProsumerAccounts& accounts_;
  bool possible_;
  AuditDraw drawn_;
  std::uint64_t seed_;
  // Where coalitions form.
  IdVector<ZoneId, game::NeighbourhoodPartition> neighbourhoods_;
  game::TradingCoalition coalition_{game::TradingGame{}};
  CoalitionGroups groups_;
  IdVector<MemberId, double> shares_;
  std::vector<std::int32_t> singles_;  // by member
  // Of one coalition, by member.
  std::vector<double> supply_kwh_, demand_kwh_, own_shares_;
};

}  // namespace peerwatt::agents
