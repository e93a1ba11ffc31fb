#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/audit_draw.hpp"

#include "agents/audits/follower_replay.hpp"
#include "agents/audits/leader_objective.hpp"
#include "agents/cps/cps.hpp"
#include "agents/messages/round.hpp"
#include "agents/observers/auditor.hpp"
#include "agents/pricing/cost_minimizer.hpp"
#include "agents/scenario/scenario.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// Asks now and then whether another price would have served the leader's rule better, the whole
// reaction of the prosumers replayed at each: a dense grid of prices, and those where somebody's
// demand has a corner.
class LeaderAudit final : public Auditor {
 public:
  // `replay` and `cps` must outlive it.
  LeaderAudit(const scenario::Scenario& scenario, const AuditDraw& drawn, FollowerReplay& replay,
              const Cps& cps);

  // Nothing where the slot is not drawn, or the replay cannot be the run's own, as a message was
  // lost or an order late.
  void examine(const recording::SlotRecord& slot,
               recording::CertificateRecord& certificates) override;

 private:
  // What a searched price leaves to be desired (model, section 9).
  struct Regret {
    double gain = 0;   // currency: what the best of the prices tried would have gained the leader
    double price = 0;  // currency/kWh: how far the announced price is from where its rule wants it
  };

  bool reproduces(const CpsAccount& account);
  void collect_prices(const Prices& announced);
  void add_corners(std::span<const game::ResidualDemand> demands);
  void thin_corners(std::size_t most);
  LeaderObjective objective(const CpsAccount& account);
  Regret regret_of(const Prices& announced, const LeaderObjective& objective);
  double distance_to_minimum(const Prices& announced, const LeaderObjective& objective);

  scenario::LeaderSettings settings_;
  AuditDraw drawn_;
  std::int64_t rarity_;
  std::size_t most_reactions_;
  bool possible_;
  FollowerReplay& replay_;
  const Cps& cps_;
  game::CostMinimizer minimizer_;
  std::vector<double> corners_;
  std::vector<double> prices_;  // to be tried, rising
};

}  // namespace peerwatt::agents
