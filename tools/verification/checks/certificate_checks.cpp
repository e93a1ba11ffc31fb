#include "tools/verification/checks/certificate_checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/core/audit_draw.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::verification {

CertificateChecks::CertificateChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      residuals_{"certificates: residuals", facts.tolerance()},
      misreports_{"certificates: misreport gain", facts.tolerance()},
      drawn_{"certificates: slots drawn", facts.tolerance()},
      obstacle_{replay_.obstacle()} {
  if (facts.is_rounded()) residuals_.excuse("rounded numbers lack the residuals' last digits");
  if (!obstacle_.empty()) misreports_.excuse("only its sign: " + obstacle_);
}

void CertificateChecks::look_at(const Slot& slot) {
  const recording::CertificateRecord& c = slot.record.certificates;
  look_at_draws(slot);
  if (c.misreport_gain) look_at_misreport(slot, *c.misreport_gain);
  if (!slot.has_agents || facts_.is_rounded()) return;
  residuals_.measure(c.energy_residual_kwh - energy_residual_kwh(slot), 0,
                     {.slot = slot.index(), .column = "energy_residual_kwh"});
  residuals_.measure(c.money_residual - money_residual(slot), 0,
                     {.slot = slot.index(), .column = "money_residual"});
  residuals_.count_slot();
}

// Nothing may be looked at in a slot that the seed does not draw.
void CertificateChecks::look_at_draws(const Slot& slot) {
  const recording::CertificateRecord& c = slot.record.certificates;
  const AuditDraw draw{static_cast<std::uint64_t>(facts_.seed), facts_.rules.audit_share};
  const std::int64_t rarity =
      leader_audit_rarity(static_cast<std::int64_t>(facts_.prosumer_count()));
  const auto is_drawn = [&](Audit audit, std::int64_t rarer) {
    return draw.is_drawn(audit, slot.index(), slot.record.system.is_peak, rarer);
  };
  const bool is_core_there = c.core_evidence != recording::CoreEvidence::kNone;
  drawn_.count_slot();
  drawn_.expect(!c.misreport_gain || is_drawn(Audit::kMisreport, 1),
                {.slot = slot.index(), .column = "misreport_gain"});
  drawn_.expect(!c.leader_regret || is_drawn(Audit::kLeader, rarity),
                {.slot = slot.index(), .column = "leader_regret"});
  drawn_.expect(!is_core_there || is_drawn(Audit::kCore, 1),
                {.slot = slot.index(), .column = "core_evidence"});
  drawn_.expect(c.misreport_gain.has_value() == (c.misreport_prosumer >= 0),
                {.slot = slot.index(), .column = "misreport_prosumer"});
}

void CertificateChecks::look_at_misreport(const Slot& slot, double gain) {
  const market::MechanismEntry& rule = *market::find_mechanism(facts_.rules.mechanism);
  const Where where{.slot = slot.index(), .column = "misreport_gain"};
  misreports_.count_slot();
  misreports_.at_most(0, gain, where);
  if (rule.incentive == market::Incentive::kStrategyProof) misreports_.measure(gain, 0, where);
  if (!slot.has_agents || !obstacle_.empty()) return;
  replay_.load(slot);
  if (!replay_.obstacle_in_slot().empty()) return;
  const auto found = replay_.misreport(slot.record.system.price_sell);
  misreports_.expect(found && found->prosumer == slot.record.certificates.misreport_prosumer,
                     where);
  if (found) misreports_.measure(gain - found->gain, slot.record.system.p2p_energy_kwh, where);
}

double CertificateChecks::energy_residual_kwh(const Slot& slot) const {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  std::map<std::int32_t, double> net;
  double worst = 0;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double bought =
        p.deficiency_kwh[i] - p.p2p_bought_kwh[i] - p.grid_bought_kwh[i] - p.unserved_kwh[i];
    const double sold = p.surplus_kwh[i] - p.p2p_sold_kwh[i] - p.grid_sold_kwh[i];
    const double household = p.deficiency_kwh[i] - p.surplus_kwh[i] - p.load_kwh[i] +
                             p.generation_kwh[i] - p.battery_charged_kwh[i];
    worst = std::max({worst, std::fabs(bought), std::fabs(sold), std::fabs(household)});
    const double traded = p.p2p_sold_kwh[i] - p.p2p_bought_kwh[i];
    net[p.coalition[i]] += p.coalition[i] < 0 ? std::fabs(traded) : traded;
  }
  for (const auto& [coalition, left] : net) worst = std::max(worst, std::fabs(left));
  return worst;
}

double CertificateChecks::money_residual(const Slot& slot) const {
  const recording::SystemRecord& s = slot.record.system;
  double sum = 0;
  for (const double balance : slot.record.prosumers.balance) sum += balance;
  return std::fabs(sum + s.cps_balance + s.auctioneer_balance + s.operator_balance);
}

void CertificateChecks::report(const std::function<void(const Check&)>& receive) const {
  receive(residuals_);
  receive(misreports_);
  receive(drawn_);
}

}  // namespace peerwatt::verification
