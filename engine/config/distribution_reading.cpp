#include <array>

#include <fmt/format.h>

#include "engine/config/decimal_commas.hpp"
#include "engine/config/scalars.hpp"

namespace peerwatt::config {
namespace {

using parameters::Distribution;

struct Form {
  std::string_view key;
  Distribution::Kind kind;
};
constexpr std::array kForms{
    Form{"uniform", Distribution::Kind::kUniform},
    Form{"normal", Distribution::Kind::kNormal},
    Form{"one_of", Distribution::Kind::kOneOf},
};

constexpr const char* kDistributionForms =
    "a number, {uniform: [least, most]}, {normal: [mean, deviation, least, most]} or "
    "{one_of: [...]} expected";

}  // namespace

const Entry* distribution_form(const Node& map) {
  const Entry* form = nullptr;
  for (const Entry& entry : map.entries) {
    if (!distribution_kind(entry.key)) return nullptr;
    if (entry.value.kind == NodeKind::kNull) continue;
    if (form != nullptr) return nullptr;
    form = &entry;
  }
  return form;
}

Parsed<Distribution> parse_distribution(const Node& node) {
  if (node.kind == NodeKind::kScalar) {
    Parsed<double> constant = parse_number(node);
    if (!constant.value) return {{}, std::move(constant.problem)};
    return {Distribution{*constant.value}, {}};
  }
  const Entry* form = distribution_form(node);
  if (form == nullptr) return {{}, kDistributionForms};
  const Entry& entry = *form;
  if (entry.value.kind != NodeKind::kList) {
    return {{}, fmt::format("{}: a list of numbers expected", entry.key)};
  }
  std::string split = split_list_problem(entry.value);
  if (!split.empty()) return {{}, fmt::format("{}: {}", entry.key, split)};
  std::vector<double> values;
  for (const Node& item : entry.value.items) {
    Parsed<double> number = parse_number(item);
    if (!number.value) {
      return {{}, fmt::format("{}: {}{}", entry.key, number.problem, comma_advice(item))};
    }
    values.push_back(*number.value);
  }
  const Distribution::Kind kind = *distribution_kind(entry.key);
  std::string problem = Distribution::complaint(kind, values);
  if (!problem.empty()) return {{}, problem + comma_advice(entry.value)};
  return {Distribution{kind, std::move(values)}, {}};
}

std::optional<Distribution::Kind> distribution_kind(std::string_view key) {
  for (const Form& form : kForms) {
    if (form.key == key) return form.kind;
  }
  return std::nullopt;
}

std::string_view distribution_key(Distribution::Kind kind) {
  for (const Form& form : kForms) {
    if (form.kind == kind) return form.key;
  }
  return {};
}

}  // namespace peerwatt::config
