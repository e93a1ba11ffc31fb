#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "output/recording/slot_record.hpp"

namespace peerwatt::output {

// A certificate holds in a slot where it does not exceed this (kWh or currency); a price regret
// also where the search of the leader cannot tell the prices apart.
inline constexpr double kCertificateTolerance = 1e-9;

enum class Certificate : std::uint8_t {
  kLeaderRegret,
  kPriceRegret,
  kExitRegret,
  kMergeRegret,
  kSplitRegret,
  kMoveRegret,
  kMisreportGain,
  kEnergyResidual,
  kMoneyResidual,
};
inline constexpr std::size_t kCertificates = 9;
const char* certificate_name(Certificate certificate);  // as its column in a trace

// In how many slots a certificate was looked at, and in how many of those it held.
struct CertificateTally {
  std::int64_t looked_at = 0;
  std::int64_t held = 0;

  friend bool operator==(const CertificateTally&, const CertificateTally&) = default;
};

// Apart for off-peak and peak slots.
class CertificateTallies {
 public:
  // `price_tolerance`: of the leader's search, currency/kWh.
  explicit CertificateTallies(double price_tolerance = 0);

  void add(const recording::SlotRecord& slot);
  const CertificateTally& of(Certificate certificate, bool is_peak) const {
    return tallies_[static_cast<std::size_t>(certificate)][is_peak ? 1 : 0];
  }
  // Whether a value that was found holds.
  bool holds(Certificate certificate, double value) const;

 private:
  double price_tolerance_;
  std::array<std::array<CertificateTally, 2>, kCertificates> tallies_{};
};

// What was found in a slot; nothing where it was not looked at.
std::optional<double> certificate_value(const recording::SlotRecord& slot, Certificate certificate);

// The largest share of slots that can fail where so few of those drawn at random did, with 95 %
// confidence: the one-sided bound of Clopper and Pearson (1934), by the rule of three (3/n) where
// none failed. At most 1; needs at least one slot looked at.
double most_failing(const CertificateTally& tally);

// "looked at in 12 of 84 slots, held in 12: at most 25 % of all fail (95 %)"
std::string tally_in_words(const CertificateTally& tally, std::int64_t slots);

}  // namespace peerwatt::output
