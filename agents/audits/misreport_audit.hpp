#pragma once

#include <memory>

#include "engine/core/audit_draw.hpp"
#include "engine/core/id.hpp"

#include "agents/auctioneers/zone_auctions.hpp"
#include "agents/market/misreport_search.hpp"
#include "agents/observers/auditor.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// Asks now and then what one prosumer, drawn at random, could have gained by stating another limit
// price in its neighbourhood's call market, all else as it was (model, section 9).
class MisreportAudit final : public Auditor {
 public:
  MisreportAudit(const scenario::Scenario& scenario, const AuditDraw& drawn,
                 const ZoneAuctions& auctions);

  // Nothing where the slot is not drawn, or there is no order. With order books, or classes of
  // energy traded apart, there is no single market to ask.
  void examine(const recording::SlotRecord& slot,
               recording::CertificateRecord& certificates) override;

 private:
  const ZoneAuctions& auctions_;
  AuditDraw drawn_;
  bool possible_;
  std::unique_ptr<market::Mechanism> mechanism_;
  market::MisreportSearch search_;
};

}  // namespace peerwatt::agents
