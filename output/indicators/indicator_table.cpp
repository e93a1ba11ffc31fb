#include "output/indicators/indicator_table.hpp"

#include <cmath>

#include <fmt/format.h>

#include "engine/core/portable_math.hpp"

#include "output/indicators/text_table.hpp"
#include "output/recording/group_effects.hpp"

namespace peerwatt::output {
namespace {

struct ToValue {
  const Indicators& indicators;

  template <class Member>
  IndicatorValue operator()(Member Indicators::*member) const {
    return value(indicators.*member);
  }
  IndicatorValue operator()(const TallyMember& member) const {
    return indicators.certificates.of(member.certificate, member.is_peak).*member.number;
  }
  template <class Member>
  IndicatorValue operator()(Member Effects::*member) const {
    return value(indicators.effects.*member);
  }
  template <class Member>
  IndicatorValue operator()(Member NetworkIndicators::*member) const {
    return value(indicators.network.*member);
  }

 private:
  template <class Value>
  static IndicatorValue value(const Value& number) {
    return number;
  }
  template <class Value>
  static IndicatorValue value(const std::optional<Value>& number) {
    return number ? IndicatorValue{*number} : IndicatorValue{};
  }
};

std::string printed(const IndicatorValue& value, int decimals) {
  if (const auto* count = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *count);
  if (const auto* number = std::get_if<double>(&value)) {
    if (decimals < 0) return fmt::format("{:.1e}", *number);
    const bool would_vanish =
        *number != 0 && std::abs(*number) < 0.5 * portable::pow(10, -decimals);
    return would_vanish ? fmt::format("{:.1e}", *number)
                        : fmt::format("{:.{}f}", *number, decimals);
  }
  return "–";
}

std::string unit_of(const IndicatorDefinition& definition, const std::string& currency) {
  if (definition.unit == Unit::kCount || definition.unit == Unit::kShare) return {};
  return definition.unit == Unit::kPercent ? "%" : unit_text(definition.unit, currency);
}

}  // namespace

IndicatorValue value_of(const Indicators& indicators, const IndicatorDefinition& definition) {
  return std::visit(ToValue{indicators}, definition.member);
}

std::string indicator_table(const Indicators& indicators, const std::string& currency,
                            std::size_t width) {
  TextTable table{""};
  table.add_column("");
  table.add_column("", ColumnKind::kText);
  for (const IndicatorDefinition& definition : indicator_definitions()) {
    if (std::holds_alternative<TallyMember>(definition.member)) continue;
    table.add_row({definition.label, printed(value_of(indicators, definition), definition.decimals),
                   unit_of(definition, currency)});
  }
  for (const recording::GroupEffects& group : indicators.effects.groups) {
    table.add_row(
        {"Group " + group.name + ", better off / worse off",
         fmt::format("{} / {}", group.gainers, group.losers),
         fmt::format("of {}, mean gain {:.3f} {}", group.prosumers, group.gain_mean, currency)});
  }
  return table.text(width) + certificate_sentences(indicators, width);
}

}  // namespace peerwatt::output
