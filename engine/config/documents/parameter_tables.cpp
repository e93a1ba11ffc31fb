#include "engine/config/documents/parameter_tables.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/config/declared_parameters.hpp"
#include "engine/config/scalars.hpp"
#include "engine/network/feeder_files/form_tables.hpp"

namespace peerwatt::config {
namespace {

using parameters::Presence;

constexpr std::string_view kBegin = "<!-- parameters: begin (generated) -->\n";
constexpr std::string_view kEnd = "<!-- parameters: end -->\n";

struct Unit {
  std::string_view suffix;
  std::string_view name;
};
// Longer suffixes first.
constexpr std::array kUnits{
    Unit{"_kwh_per_day", "kWh/day"},
    Unit{"_ohm_per_km", "ohm/km"},
    Unit{"_degree", "degree"},
    Unit{"_kwh", "kWh"},
    Unit{"_kva", "kVA"},
    Unit{"_ohm", "ohm"},
    Unit{"_kw", "kW"},
    Unit{"_km", "km"},
    Unit{"_kv", "kV"},
    Unit{"_pu", "p.u."},
    Unit{"_s", "s"},
};

std::string_view unit_of(std::string_view key) {
  for (const Unit& unit : kUnits) {
    if (key.ends_with(unit.suffix)) return unit.name;
  }
  return {};
}

const char* type_name(ParameterType type) {
  switch (type) {
    case ParameterType::kNumber:
      return "number";
    case ParameterType::kInteger:
      return "integer";
    case ParameterType::kFlag:
      return "true or false";
    case ParameterType::kText:
      return "text";
    case ParameterType::kTexts:
      return "list of texts";
    case ParameterType::kColumns:
      return "list of texts, or `\"*\"`";
    case ParameterType::kPath:
      return "path";
    case ParameterType::kInstant:
      return "instant";
    case ParameterType::kTimeOfDay:
      return "HH:MM";
    case ParameterType::kDistribution:
      return "distribution";
    case ParameterType::kChoice:
      return "name";
    case ParameterType::kFeeder:
      return "feeder";
    case ParameterType::kSection:
      return "section";
    case ParameterType::kSections:
      return "list of sections";
  }
  return "";
}

struct DefaultToText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(double value) const { return write_number(value); }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const parameters::Distribution& value) const {
    return write_distribution(value);
  }
};

std::string default_of(const Parameter& parameter) {
  if (parameter.presence == Presence::kRequired) return "*required*";
  std::string text = std::visit(DefaultToText{}, parameter.default_value);
  const bool is_quoted = parameter.type == ParameterType::kInstant ||
                         parameter.type == ParameterType::kTimeOfDay ||
                         parameter.type == ParameterType::kChoice;
  if (is_quoted) text = write_text(text);  // as a printed scenario has it
  return text.empty() ? text : '`' + text + '`';
}

std::string range_of(const Parameter& parameter) {
  std::string range = requirement(parameter.range);
  constexpr std::string_view kMust = "must be ";
  if (range.starts_with(kMust)) range.erase(0, kMust.size());
  return range;
}

// A pipe would end the cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string meaning_of(const Parameter& parameter) {
  std::string meaning = parameter.help;
  for (const parameters::Choice& choice : parameter.choices) {
    meaning += fmt::format("<br>`{}`: {}", choice.name, choice.help);
  }
  return cell(meaning);
}

void add_row(const Parameter& parameter, std::string& out) {
  const std::string_view unit = unit_of(parameter.key);
  out += fmt::format("| `{}` | {}{}{} | {} | {} | {} |\n", parameter.key, type_name(parameter.type),
                     unit.empty() ? "" : ", ", unit, default_of(parameter), range_of(parameter),
                     meaning_of(parameter));
}

void add_table(const std::string& title, const std::string& help,
               const std::vector<Parameter>& parameters, std::string& out) {
  out += fmt::format("\n### {}\n\n", title);
  if (!help.empty()) out += help + "\n\n";
  out += "| key | type, unit | default | range | meaning |\n| --- | --- | --- | --- | --- |\n";
  for (const Parameter& parameter : parameters) add_row(parameter, out);
}

void add_parts(const std::vector<Parameter>& parameters, const std::string& path, std::string& out);

void add_feeder(const std::string& path, std::string& out) {
  const FeederForms forms = feeder_forms();
  const auto add = [&](const char* what, const std::vector<Parameter>& parameters) {
    add_table(fmt::format("`{}` {}", path, what), "", parameters, out);
    add_parts(parameters, path, out);
  };
  add("in the scenario, and feeder files", forms.inline_feeder);
  add("made up", forms.synthetic);
  add("from a folder", forms.folder);
}

void add_parts(const std::vector<Parameter>& parameters, const std::string& path,
               std::string& out) {
  for (const Parameter& parameter : parameters) {
    std::string inner = path.empty() ? parameter.key : path + '.' + parameter.key;
    if (parameter.type == ParameterType::kFeeder) add_feeder(inner, out);
    if (parameter.parts.empty()) continue;
    if (parameter.type == ParameterType::kSections) inner += "[]";
    add_table('`' + inner + '`', parameter.help, parameter.parts, out);
    add_parts(parameter.parts, inner, out);
  }
}

}  // namespace

std::string parameter_tables(const std::vector<Parameter>& parameters) {
  std::string out;
  add_table("Top level", "", parameters, out);
  add_parts(parameters, "", out);
  return out + '\n';
}

std::string with_parameter_tables(const std::string& document,
                                  const std::vector<Parameter>& parameters) {
  const std::size_t begin = document.find(kBegin);
  const std::size_t end = document.find(kEnd);
  if (begin == document.npos || end == document.npos || end < begin) {
    throw InputError{
        fmt::format("the document has no lines `{}` and `{}` to put the tables between",
                    kBegin.substr(0, kBegin.size() - 1), kEnd.substr(0, kEnd.size() - 1))};
  }
  return document.substr(0, begin + kBegin.size()) + parameter_tables(parameters) +
         document.substr(end);
}

std::string with_generated_tables(const std::string& document,
                                  const std::vector<Parameter>& parameters) {
  return network::has_form_tables(document) ? network::with_form_tables(document)
                                            : with_parameter_tables(document, parameters);
}

}  // namespace peerwatt::config
