#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>

#include "output/indicators/indicators.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {

// One number of the tally of a certificate.
struct TallyMember {
  Certificate certificate;
  bool is_peak;
  std::int64_t CertificateTally::*number;
};

// An indicator, declared once: attribute of /summary, line of the text table, row of the docs.
struct IndicatorDefinition {
  const char* key;
  Unit unit;
  const char* label;
  const char* help;  // the exact definition
  int decimals;      // in the text table; -1 = scientific
  std::variant<std::int64_t Indicators::*, double Indicators::*, Number Indicators::*,
               Number Effects::*, Count Effects::*, Number NetworkIndicators::*,
               Count NetworkIndicators::*, TallyMember>
      member;
};

std::span<const IndicatorDefinition> indicator_definitions();
// Those of them that count slots by certificate; the text table says them in sentences.
std::span<const IndicatorDefinition> certificate_definitions();
std::string certificate_sentences(const Indicators& run, std::size_t width);

// The value as written to a trace: integer, number, or nothing.
using IndicatorValue = std::variant<std::monostate, std::int64_t, double>;
IndicatorValue value_of(const Indicators& indicators, const IndicatorDefinition& definition);

}  // namespace peerwatt::output
