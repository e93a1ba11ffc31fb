#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "output/indicators/indicators.hpp"

namespace peerwatt::output {
namespace {

void raise_to(double& extreme, double value) {
  extreme = std::max(extreme, value);
}

void raise_to(Number& extreme, const Number& value) {
  if (value) extreme = std::max(extreme.value_or(*value), *value);
}

// Those that there are.
bool all_hold(std::initializer_list<Number> certificates) {
  return std::all_of(certificates.begin(), certificates.end(), [](const Number& certificate) {
    return certificate.value_or(0) <= kCertificateTolerance;
  });
}

// Who pays whom has the cost of generation on both sides, and in large communities the last digit
// of that is more than other certificates may be off.
bool welfare_adds_up(const recording::SystemRecord& system) {
  constexpr double kRoundings = 1e-14;  // of the cost
  return std::abs(system.welfare_residual) <=
         std::max(kCertificateTolerance, kRoundings * std::abs(system.generation_cost));
}

}  // namespace

void IndicatorAccumulator::add_certificates(const recording::SlotRecord& slot) {
  const recording::CertificateRecord& found = slot.certificates;
  raise_to(totals_.worst_leader_regret, found.leader_regret);
  raise_to(totals_.worst_price_regret, found.price_regret);
  for (const Number& regret : {found.merge_regret, found.split_regret, found.move_regret}) {
    raise_to(totals_.worst_coalition_regret, regret);
  }
  raise_to(totals_.worst_exit_regret, found.exit_regret);
  raise_to(totals_.worst_misreport_gain, found.misreport_gain);
  const double energy = std::abs(found.energy_residual_kwh);
  const double money = std::abs(found.money_residual);
  raise_to(totals_.worst_energy_residual_kwh, energy);
  const double welfare = std::abs(slot.system.welfare_residual);
  raise_to(totals_.worst_money_residual, money);
  raise_to(totals_.worst_welfare_residual, welfare);
}

// Certified is a slot in which everything was looked at and held; the leader's certificates belong
// to slots with a searched price only.
void IndicatorAccumulator::count_certified(const recording::SlotRecord& slot) {
  CertificateTallies& tallies = totals_.certificates;
  tallies.add(slot);
  if (const std::int64_t prosumer = slot.certificates.misreport_prosumer; is_prosumer(prosumer)) {
    char& is_searched = lies_searched_[static_cast<std::size_t>(prosumer)];
    totals_.misreport_prosumers += is_searched == 0 ? 1 : 0;
    is_searched = 1;
  }
  bool holds = slot.system.converged && !slot.system.capped && welfare_adds_up(slot.system);
  for (std::size_t i = 0; i < kCertificates; ++i) {
    const auto certificate = static_cast<Certificate>(i);
    const bool of_leader =
        certificate == Certificate::kLeaderRegret || certificate == Certificate::kPriceRegret;
    if (of_leader && !(searches_price_ && slot.system.is_peak)) continue;
    const Number value = certificate_value(slot, certificate);
    if (!value) return;
    holds = holds && tallies.holds(certificate, *value);
  }
  ++totals_.fully_examined_slots;
  totals_.certified_slots += holds ? 1 : 0;
}

// A check that was not made in a slot counts for nothing there.
void IndicatorAccumulator::count_checks(const recording::SlotRecord& slot) {
  const recording::CertificateRecord& found = slot.certificates;
  const bool balances =
      all_hold({std::abs(found.energy_residual_kwh), std::abs(found.money_residual)}) &&
      welfare_adds_up(slot.system);
  totals_.balanced_slots += balances ? 1 : 0;
  // A price that the search did not end at is not claimed to be right.
  if (found.leader_regret && slot.system.converged) {
    ++totals_.price_tried_slots;
    const bool is_lowest =
        totals_.certificates.holds(Certificate::kPriceRegret, found.price_regret.value_or(0));
    totals_.price_right_slots += all_hold({found.leader_regret}) && is_lowest ? 1 : 0;
  }
  if (found.merge_regret) {
    ++totals_.coalitions_tried_slots;
    totals_.coalitions_stable_slots +=
        all_hold({found.merge_regret, found.split_regret, found.move_regret}) ? 1 : 0;
  }
}

}  // namespace peerwatt::output
