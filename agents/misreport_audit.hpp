#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/scenario/scenario.hpp"

#include "agents/auctioneers.hpp"
#include "agents/market/misreport_search.hpp"

namespace peerwatt::agents {

// Asks now and then what one prosumer, drawn at random, could have gained by stating another limit
// price in its neighbourhood's call market, all else as it was (model, section 9).
class MisreportAudit {
 public:
  explicit MisreportAudit(const scenario::Scenario& scenario);

  // The gain found in a slot, currency; nothing where none is searched, or there is no order. With
  // order books, or classes of energy traded apart, there is no single market to ask.
  std::optional<double> gain(std::int32_t slot, const Auctioneers& auctioneers);

 private:
  bool is_due(std::int32_t slot) const;

  std::uint64_t seed_;
  std::int64_t every_;
  bool possible_;
  std::unique_ptr<market::Mechanism> mechanism_;
  market::MisreportSearch search_;
};

}  // namespace peerwatt::agents
