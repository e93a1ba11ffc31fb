#pragma once

#include <memory>
#include <optional>

#include "engine/core/audit_draw.hpp"
#include "engine/core/id.hpp"

#include "agents/auctioneers/auctioneers.hpp"
#include "agents/market/misreport_search.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// What a prosumer could have gained by stating another limit price.
struct MisreportFinding {
  double gain = 0;  // currency; 0: none was found
  ProsumerId prosumer;
};

// Asks now and then what one prosumer, drawn at random, could have gained by stating another limit
// price in its neighbourhood's call market, all else as it was (model, section 9).
class MisreportAudit {
 public:
  MisreportAudit(const scenario::Scenario& scenario, const AuditDraw& drawn);

  // Nothing where the slot is not drawn, or there is no order. With order books, or classes of
  // energy traded apart, there is no single market to ask.
  std::optional<MisreportFinding> examine(const recording::SlotRecord& slot,
                                          const Auctioneers& auctioneers);

 private:
  AuditDraw drawn_;
  bool possible_;
  std::unique_ptr<market::Mechanism> mechanism_;
  market::MisreportSearch search_;
};

}  // namespace peerwatt::agents
