#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "output/indicators/indicator_table.hpp"
#include "output/indicators/text_wrap.hpp"

namespace peerwatt::output {
namespace {

// Two numbers for each certificate, apart for peak and off-peak slots. The definitions point at the
// texts, which stay where they are in a deque.
class TallyDefinitions {
 public:
  TallyDefinitions() {
    for (std::size_t i = 0; i < kCertificates; ++i) {
      for (const bool is_peak : {true, false}) add(static_cast<Certificate>(i), is_peak);
    }
  }
  std::span<const IndicatorDefinition> all() const { return definitions_; }

 private:
  void add(Certificate certificate, bool is_peak) {
    const char* name = certificate_name(certificate);
    const char* hours = is_peak ? "peak" : "off_peak";
    const char* slots = is_peak ? "peak" : "off-peak";
    const bool is_price = certificate == Certificate::kPriceRegret;
    add(fmt::format("{}_looked_at_{}", name, hours),
        fmt::format("{} slots that have {}", slots, name),
        {certificate, is_peak, &CertificateTally::looked_at});
    add(fmt::format("{}_held_{}", name, hours),
        fmt::format("{} slots that have {} of at most 1e-9{}", slots, name,
                    is_price ? " + 2 price_tolerance" : ""),
        {certificate, is_peak, &CertificateTally::held});
  }
  void add(std::string key, std::string help, TallyMember member) {
    texts_.push_back(std::move(key));
    const char* name = texts_.back().c_str();
    texts_.push_back(std::move(help));
    definitions_.push_back({name, Unit::kCount, name, texts_.back().c_str(), 0, member});
  }

  std::deque<std::string> texts_;
  std::vector<IndicatorDefinition> definitions_;
};

std::string prosumers_in_words(const Indicators& run, Certificate certificate) {
  if (certificate == Certificate::kMisreportGain) {
    return fmt::format(" (one prosumer a slot, {} of {} in the run)", run.misreport_prosumers,
                       run.prosumers);
  }
  if (certificate == Certificate::kExitRegret) {
    return fmt::format(" ({} of {} prosumers)", run.prosumers, run.prosumers);
  }
  return {};
}

}  // namespace

std::span<const IndicatorDefinition> certificate_definitions() {
  static const TallyDefinitions kTallies;
  return kTallies.all();
}

std::string certificate_sentences(const Indicators& run, std::size_t width) {
  std::string text;
  for (std::size_t i = 0; i < kCertificates; ++i) {
    const auto certificate = static_cast<Certificate>(i);
    for (const bool is_peak : {true, false}) {
      const std::int64_t slots = is_peak ? run.peak_slots : run.slots - run.peak_slots;
      const CertificateTally& tally = run.certificates.of(certificate, is_peak);
      const bool of_leader =
          certificate == Certificate::kLeaderRegret || certificate == Certificate::kPriceRegret;
      // No price is searched off-peak.
      if (slots == 0 || (of_leader && !is_peak)) continue;
      text += wrapped(fmt::format("{}, {}: {}{}", certificate_name(certificate),
                                  is_peak ? "peak" : "off-peak", tally_in_words(tally, slots),
                                  tally.looked_at > 0 ? prosumers_in_words(run, certificate) : ""),
                      width, 2);
    }
  }
  return text;
}

}  // namespace peerwatt::output
