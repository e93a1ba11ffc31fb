#include "engine/network/feeder_files/form_tables.hpp"

#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/diagnostics.hpp"

#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

constexpr std::string_view kMarkers = "<!-- columns of ";

std::string begin_marker(const FormSpec& form) {
  return fmt::format("{}{}: begin (generated) -->\n", kMarkers, form.name);
}

std::string end_marker(const FormSpec& form) {
  return fmt::format("{}{}: end -->\n", kMarkers, form.name);
}

std::string value_of(const ColumnSpec& column) {
  constexpr std::string_view kRanges[] = {"", ", 0 or more", ", more than 0"};
  switch (column.kind) {
    case ColumnKind::kText:
      return "text";
    case ColumnKind::kIndex:
      return "whole number";
    case ColumnKind::kFlag:
      return "true or false";
    case ColumnKind::kNumber:
      return fmt::format("number{}{}{}", column.unit.empty() ? "" : ", ", column.unit,
                         kRanges[static_cast<std::size_t>(column.range)]);
  }
  return "";
}

std::string default_of(const ColumnSpec& column) {
  if (column.use == ColumnUse::kOptional) return std::string{column.fallback};
  if (column.fallback.empty()) return "*required*";
  return fmt::format("*required*; empty: {}", column.fallback);
}

std::string table_of(const SheetSpec& sheet) {
  const bool keys = sheet.layout == SheetLayout::kKeyValue;
  std::string table = fmt::format(
      "\n`{}`{}{}:\n\n| {} | value, unit | default | meaning |\n| --- | --- | --- | --- |\n",
      sheet.file, sheet.presence == FilePresence::kOptional ? " (may be missing)" : "",
      keys ? ", columns `key` and `value`" : "", keys ? "key" : "column");
  std::vector<std::string> unused;
  for (const ColumnSpec& column : sheet.columns) {
    if (column.use == ColumnUse::kUnused) {
      unused.push_back(fmt::format("`{}` ({})", column.name, column.help));
    } else {
      table += fmt::format("| `{}` | {} | {} | {} |\n", column.name, value_of(column),
                           default_of(column), column.help);
    }
  }
  if (!unused.empty()) table += fmt::format("\nNot used: {}.\n", fmt::join(unused, ", "));
  return table;
}

std::string tables_of(const FormSpec& form) {
  std::string tables;
  for (const SheetSpec& sheet : form.sheets) tables += table_of(sheet);
  return tables + '\n';
}

}  // namespace

std::string with_form_tables(std::string document) {
  for (const FormSpec* form : form_specs()) {
    const std::string begin = begin_marker(*form);
    const std::string end = end_marker(*form);
    const std::size_t from = document.find(begin);
    const std::size_t to = document.find(end);
    if (from == std::string::npos || to == std::string::npos || to < from) {
      throw InputError{
          fmt::format("the document has no lines `{}` and `{}` to put the tables between",
                      begin.substr(0, begin.size() - 1), end.substr(0, end.size() - 1))};
    }
    const std::size_t start = from + begin.size();
    document.replace(start, to - start, tables_of(*form));
  }
  return document;
}

bool has_form_tables(const std::string& document) {
  return document.find(kMarkers) != std::string::npos;
}

}  // namespace peerwatt::network
