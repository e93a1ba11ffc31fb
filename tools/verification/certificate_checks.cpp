#include "tools/verification/certificate_checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "agents/market/catalogue.hpp"

namespace peerwatt::verification {

CertificateChecks::CertificateChecks(const RunFacts& facts)
    : facts_{facts},
      replay_{facts},
      residuals_{"certificates: residuals", facts.tolerance()},
      misreports_{"certificates: misreport gain", facts.tolerance()},
      obstacle_{replay_.obstacle()} {
  if (facts.is_float32) residuals_.excuse("float32 does not hold the residuals' last digits");
  if (obstacle_.empty() && facts.rules.latency_by_distance) {
    obstacle_ = "who is drawn depends on arrivals";
  }
  if (!obstacle_.empty()) misreports_.excuse("only its sign: " + obstacle_);
}

void CertificateChecks::look_at(const Slot& slot) {
  const recording::CertificateRecord& c = slot.record.certificates;
  if (c.misreport_gain) look_at_misreport(slot, *c.misreport_gain);
  if (!slot.has_agents || facts_.is_float32) return;
  residuals_.measure(c.energy_residual_kwh - energy_residual_kwh(slot), 0,
                     {.slot = slot.index(), .column = "energy_residual_kwh"});
  residuals_.measure(c.money_residual - money_residual(slot), 0,
                     {.slot = slot.index(), .column = "money_residual"});
  residuals_.count_slot();
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
  const std::optional<double> found = replay_.misreport_gain(slot.record.system.price_sell);
  misreports_.expect(found.has_value(), where);
  if (found) misreports_.measure(gain - *found, slot.record.system.p2p_energy_kwh, where);
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
}

}  // namespace peerwatt::verification
