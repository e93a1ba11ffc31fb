#include "output/indicator_table.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace peerwatt::output {
namespace {

struct ToValue {
  const Indicators& indicators;

  template <class Member>
  IndicatorValue operator()(Member Indicators::*member) const {
    return value(indicators.*member);
  }
  template <class Member>
  IndicatorValue operator()(Member Effects::*member) const {
    return value(indicators.effects.*member);
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
    return decimals < 0 ? fmt::format("{:.1e}", *number)
                        : fmt::format("{:.{}f}", *number, decimals);
  }
  return "–";
}

}  // namespace

IndicatorValue value_of(const Indicators& indicators, const IndicatorDefinition& definition) {
  return std::visit(ToValue{indicators}, definition.member);
}

std::string indicator_table(const Indicators& indicators, const std::string& currency) {
  std::size_t label_width = 0, value_width = 0;
  for (const IndicatorDefinition& definition : indicator_definitions()) {
    const std::string value = printed(value_of(indicators, definition), definition.decimals);
    label_width = std::max(label_width, std::string_view{definition.label}.size());
    value_width = std::max(value_width, value.size());
  }
  std::string table;
  for (const IndicatorDefinition& definition : indicator_definitions()) {
    const std::string value = printed(value_of(indicators, definition), definition.decimals);
    const std::string unit =
        definition.unit == Unit::kCount || definition.unit == Unit::kShare
            ? std::string{}
            : ' ' +
                  (definition.unit == Unit::kPercent ? "%" : unit_text(definition.unit, currency));
    table +=
        fmt::format("{:<{}}  {:>{}}{}\n", definition.label, label_width, value, value_width, unit);
  }
  return table;
}

}  // namespace peerwatt::output
