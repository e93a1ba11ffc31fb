#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "output/indicators/indicator_table.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

struct TypeName {
  template <class R>
  const char* operator()(bool R::*) const {
    return "int8";
  }
  template <class R>
  const char* operator()(std::int64_t R::*) const {
    return "int64";
  }
  template <class R>
  const char* operator()(double R::*) const {
    return "float";
  }
  template <class R>
  const char* operator()(std::span<const double> R::*) const {
    return "float";
  }
  template <class R>
  const char* operator()(std::vector<double> R::*) const {
    return "float";
  }
  template <class R>
  const char* operator()(std::optional<double> R::*) const {
    return "float";
  }
  template <class R>
  const char* operator()(std::span<const std::int32_t> R::*) const {
    return "int32";
  }
  template <class R>
  const char* operator()(std::vector<std::int32_t> R::*) const {
    return "int32";
  }
  template <class R>
  const char* operator()(std::vector<std::int64_t> R::*) const {
    return "int64";
  }
  template <class R>
  const char* operator()(std::int32_t R::*) const {
    return "int32";
  }
  template <class R>
  const char* operator()(SimTime R::*) const {
    return "int64";
  }
  template <class R, class Flag>
  const char* operator()(Flag R::*) const {
    static_assert(sizeof(Flag) == 1);
    return "int8";
  }
  template <class... Members>
  const char* operator()(const std::variant<Members...>& member) const {
    return std::visit(*this, member);
  }
};

std::string heading(const char* group, const char* axes) {
  return fmt::format(
      "\n### `{}` ({})\n\n| column | type | unit | meaning |\n| --- | --- | --- | "
      "--- |\n",
      group, axes);
}

std::string flags(std::string_view meanings) {
  std::vector<std::size_t> values(flag_count(meanings));
  std::iota(values.begin(), values.end(), std::size_t{0});
  return fmt::format("; {} = `{}`", fmt::join(values, ", "), meanings);
}

std::string row(const ColumnText& text, const char* type) {
  std::string meaning = text.long_name;
  if (*text.flag_meanings != '\0') meaning += flags(text.flag_meanings);
  if (text.missing == Missing::kFill) meaning += "; fill value when there is none";
  return fmt::format("| `{}` | {} | {} | {} |\n", text.name, type, unit_text(text.unit, "currency"),
                     meaning);
}

template <class Columns>
std::string table(const char* group, const char* axes, const Columns& columns) {
  std::string text = heading(group, axes);
  for (const auto& column : columns) text += row(column.text, TypeName{}(column.member));
  return text;
}

std::string network_table() {
  std::string text;
  for (const auto& [axis, axes] :
       {std::pair{NetworkAxis::kBus, "bus"}, std::pair{NetworkAxis::kBusPhase, "bus (, phase)"},
        std::pair{NetworkAxis::kLine, "line"}}) {
    text += heading("/network", axes);
    for (const NetworkColumn& column : network_columns()) {
      if (column.axis == axis) text += row(column.text, TypeName{}(column.member));
    }
  }
  return text;
}

std::string network_series() {
  return table("/network", "time", network_slot_columns()) +
         table("/network", "time, bus (, phase)", bus_columns()) +
         table("/network", "time, line (, phase)", line_columns());
}

std::string rule_rows() {
  std::string text =
      "\n### `/rules` (attributes)\n\n| attribute | unit | meaning |\n| --- | --- | --- |\n";
  for (const RuleAttribute& rule : rule_attributes()) {
    std::string meaning = rule.text.long_name;
    if (*rule.text.flag_meanings != '\0') meaning += flags(rule.text.flag_meanings);
    text += fmt::format("| `{}` | {} | {} |\n", rule.text.name,
                        unit_text(rule.text.unit, "currency"), meaning);
  }
  return text;
}

std::string indicator_rows() {
  std::string text =
      "\n### `/summary` (attributes)\n\n| attribute | unit | definition |\n| --- | "
      "--- | --- |\n";
  for (const IndicatorDefinition& definition : indicator_definitions()) {
    text += fmt::format("| `{}` | {} | {} |\n", definition.key,
                        unit_text(definition.unit, "currency"), definition.help);
  }
  return text;
}

}  // namespace

std::string schema_markdown() {
  return table("/system", "time", system_columns()) +
         table("/system/certificates", "time", certificate_columns()) +
         table("/prosumers", "time, prosumer", prosumer_columns()) +
         table("/prosumers/static", "prosumer", prosumer_static_columns()) +
         table("/groups", "group", group_columns()) + network_table() + network_series() +
         table("/events/orders", "order", order_columns()) +
         table("/events/trades", "trade", trade_columns()) +
         table("/events/quotes", "quote", quote_columns()) +
         table("/daily", "day, prosumer", daily_columns()) +
         table("/inputs", "input", input_columns()) + rule_rows() + indicator_rows();
}

}  // namespace peerwatt::output
