#include "output/indicators/certificate_tally.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"
#include "engine/core/portable_math.hpp"

namespace peerwatt::output {
namespace {

// Probability of at most `failed` failures in n draws, each with probability p.
double at_most(std::int64_t failed, std::int64_t n, double p) {
  double sum = 0;
  for (std::int64_t k = 0; k <= failed; ++k) {
    const auto a = static_cast<double>(k), b = static_cast<double>(n);
    sum += portable::exp(portable::lgamma(b + 1) - portable::lgamma(a + 1) -
                         portable::lgamma(b - a + 1) + a * portable::log(p) +
                         (b - a) * portable::log1p(-p));
  }
  return sum;
}

double clopper_pearson(std::int64_t failed, std::int64_t n) {
  constexpr double kDoubt = 0.05;
  double low = 0, high = 1;
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2;
    (at_most(failed, n, middle) > kDoubt ? low : high) = middle;
  }
  return high;
}

}  // namespace

const char* certificate_name(Certificate certificate) {
  static constexpr std::array<const char*, kCertificates> kNames{
      "leader_regret", "price_regret",   "exit_regret",         "merge_regret",  "split_regret",
      "move_regret",   "misreport_gain", "energy_residual_kwh", "money_residual"};
  return kNames[static_cast<std::size_t>(certificate)];
}

std::optional<double> certificate_value(const recording::SlotRecord& slot,
                                        Certificate certificate) {
  const recording::CertificateRecord& found = slot.certificates;
  switch (certificate) {
    case Certificate::kLeaderRegret:
      return found.leader_regret;
    case Certificate::kPriceRegret:
      return found.price_regret;
    case Certificate::kExitRegret:
      return found.exit_regret;
    case Certificate::kMergeRegret:
      return found.merge_regret;
    case Certificate::kSplitRegret:
      return found.split_regret;
    case Certificate::kMoveRegret:
      return found.move_regret;
    case Certificate::kMisreportGain:
      return found.misreport_gain;
    case Certificate::kEnergyResidual:
      return std::abs(found.energy_residual_kwh);
    case Certificate::kMoneyResidual:
      return std::abs(found.money_residual);
  }
  throw LogicError{"a certificate that nobody knows"};
}

CertificateTallies::CertificateTallies(double price_tolerance)
    : price_tolerance_{price_tolerance} {}

// A search ends within its tolerance of a price that is acceptable, and an acceptable one within it
// of the least: together twice.
bool CertificateTallies::holds(Certificate certificate, double value) const {
  const bool is_price = certificate == Certificate::kPriceRegret;
  return value <= kCertificateTolerance + (is_price ? 2 * price_tolerance_ : 0.0);
}

void CertificateTallies::add(const recording::SlotRecord& slot) {
  for (std::size_t i = 0; i < kCertificates; ++i) {
    const auto certificate = static_cast<Certificate>(i);
    const std::optional<double> value = certificate_value(slot, certificate);
    if (!value) continue;
    CertificateTally& tally = tallies_[i][slot.system.is_peak ? 1 : 0];
    ++tally.looked_at;
    tally.held += holds(certificate, *value) ? 1 : 0;
  }
}

double most_failing(const CertificateTally& tally) {
  PEERWATT_EXPECTS(tally.looked_at > 0);
  const std::int64_t failed = tally.looked_at - tally.held;
  if (failed == 0) return std::min(1.0, 3.0 / static_cast<double>(tally.looked_at));
  return failed == tally.looked_at ? 1.0 : clopper_pearson(failed, tally.looked_at);
}

std::string tally_in_words(const CertificateTally& tally, std::int64_t slots) {
  if (tally.looked_at == 0) return fmt::format("looked at in none of {} slots", slots);
  const std::int64_t failed = tally.looked_at - tally.held;
  const std::string counts =
      fmt::format("looked at in {} of {} slots, held in {}", tally.looked_at, slots, tally.held);
  if (tally.looked_at == slots) {
    return counts + (failed == 0 ? ": in all" : fmt::format(": {} of all failed", failed));
  }
  const double most = 100 * most_failing(tally);
  if (failed == 0 && most >= 100) return counts + ": too few to bound how many of all fail";
  if (failed == 0) return counts + fmt::format(": at most {:.2g} % of all fail (95 %)", most);
  return counts + fmt::format(
                      ": {:.2g} % failed, at most {:.2g} % of all do (95 %, "
                      "Clopper-Pearson)",
                      100.0 * static_cast<double>(failed) / static_cast<double>(tally.looked_at),
                      most);
}

}  // namespace peerwatt::output
