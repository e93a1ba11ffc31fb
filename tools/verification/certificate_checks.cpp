#include "tools/verification/certificate_checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "agents/market/catalogue.hpp"

namespace peerwatt::verification {

CertificateChecks::CertificateChecks(const RunFacts& facts)
    : facts_{facts},
      residuals_{"certificates: residuals", facts.tolerance()},
      misreports_{"certificates: misreport gain", facts.tolerance()} {
  if (facts.is_float32) residuals_.excuse("float32 does not hold the residuals' last digits");
}

void CertificateChecks::look_at(const Slot& slot) {
  const recording::CertificateRecord& c = slot.record.certificates;
  const market::MechanismEntry& rule = *market::find_mechanism(facts_.rules.mechanism);
  if (c.misreport_gain) {
    const Where where{.slot = slot.index(), .column = "misreport_gain"};
    misreports_.at_most(0, *c.misreport_gain, where);
    if (rule.incentive == market::Incentive::kStrategyProof) {
      misreports_.measure(*c.misreport_gain, 0, where);
    }
    misreports_.count_slot();
  }
  if (!slot.has_agents || facts_.is_float32) return;
  residuals_.measure(c.energy_residual_kwh - energy_residual_kwh(slot), 0,
                     {.slot = slot.index(), .column = "energy_residual_kwh"});
  residuals_.measure(c.money_residual - money_residual(slot), 0,
                     {.slot = slot.index(), .column = "money_residual"});
  residuals_.count_slot();
}

double CertificateChecks::energy_residual_kwh(const Slot& slot) const {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  std::map<std::int32_t, double> net;
  double worst = 0;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const double bought =
        p.deficiency_kwh[i] - p.p2p_bought_kwh[i] - p.grid_bought_kwh[i] - p.curtailed_kwh[i];
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
}

}  // namespace peerwatt::verification
