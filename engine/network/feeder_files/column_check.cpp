#include "engine/network/feeder_files/column_check.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/letter_case.hpp"

namespace peerwatt::network {
namespace {

constexpr std::string_view kIndexColumn = "index";
constexpr std::size_t kLeastLetters = 4;  // of two names whose likeness says something

bool is_among(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_unused(const SheetSpec& spec, std::string_view name) {
  return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const ColumnSpec& column) {
    return column.use == ColumnUse::kUnused && column.name == name;
  });
}

bool is_declared(const SheetSpec& spec, std::string_view name) {
  return std::any_of(spec.columns.begin(), spec.columns.end(),
                     [&](const ColumnSpec& column) { return column.name == name; });
}

// ` (did you mean x?)` for one of the names that is written alike; nothing if none is.
std::string meant(const std::string& name, const std::vector<std::string>& names) {
  std::vector<std::string> candidates;
  for (const std::string& other : names) {
    const bool long_enough = std::min(name.size(), other.size()) >= kLeastLetters;
    if (long_enough || lower_case(name) == lower_case(other)) candidates.push_back(other);
  }
  return did_you_mean(name, candidates);
}

void note_unused(const std::vector<std::string>& names, const SheetSpec& spec,
                 const Remarks& remarks) {
  constexpr std::size_t kNamed = 100;
  if (names.empty()) return;
  const std::size_t named = std::min(names.size(), kNamed);
  const std::string more =
      named < names.size() ? fmt::format(" and {} more", names.size() - named) : "";
  remarks.notes.push_back(fmt::format("{}: not used: {}{}", spec.file,
                                      fmt::join(std::span{names}.first(named), ", "), more));
}

}  // namespace

std::vector<std::string> used_names(const SheetSpec& spec) {
  std::vector<std::string> names;
  for (const ColumnSpec& column : spec.columns) {
    if (column.use != ColumnUse::kUnused) names.emplace_back(column.name);
  }
  return names;
}

std::optional<std::size_t> place_of(const csv::Table& table, const ColumnSpec& column) {
  const std::optional<std::size_t> found = table.find(column.name);
  if (found || column.name != kIndexColumn) return found;
  return table.find("");
}

void check_others(const std::vector<GivenName>& given, const SheetSpec& spec, std::string_view kind,
                  const Remarks& remarks) {
  const std::vector<std::string> used = used_names(spec);
  std::vector<std::string> absent = used;
  for (const GivenName& one : given) std::erase(absent, one.name);
  const auto unknown = [&](const GivenName& one, const std::string& hint) {
    return Diagnostic{one.position(), fmt::format("unknown {} '{}'{}", kind, one.name, hint)};
  };
  std::vector<std::string> noted;
  for (const GivenName& one : given) {
    if (is_among(used, one.name)) continue;
    const bool known = is_unused(spec, one.name);
    if (spec.others == OtherColumns::kRefused) {
      remarks.diagnostics.add_if_shown(
          [&] { return unknown(one, known ? "" : did_you_mean(one.name, used)); });
      continue;
    }
    const std::string hint = known ? "" : meant(one.name, absent);
    if (hint.empty()) {
      noted.push_back(known ? one.name : one.name + " (not known)");
    } else {
      remarks.diagnostics.add_if_shown([&] { return unknown(one, hint); });
    }
  }
  note_unused(noted, spec, remarks);
}

void check_other_columns(const csv::Table& table, const SheetSpec& spec, const Remarks& remarks) {
  const bool names_index = !is_declared(spec, kIndexColumn) || table.find(kIndexColumn).has_value();
  std::vector<GivenName> given;
  for (std::size_t column = 0; column < table.columns(); ++column) {
    std::string name = table.header()[column];
    if (name.empty()) name = names_index ? "(a column without a name)" : kIndexColumn;
    given.push_back({std::move(name), [&table, column] { return table.header_position(column); }});
  }
  check_others(given, spec, "column", remarks);
}

}  // namespace peerwatt::network
