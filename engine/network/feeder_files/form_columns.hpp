#pragma once

#include <string_view>
#include <vector>

#include "engine/csv/cells.hpp"

// What columns the CSV forms of a feeder have. Each form declares them once: reading, the
// complaints about other columns and the tables of docs/feeders.md follow from the declarations.
namespace peerwatt::network {

enum class ColumnKind { kText, kIndex, kNumber, kFlag };  // kIndex: a whole number, 1.0 is 1

enum class ColumnUse {
  kRequired,
  kOptional,
  kUnused,  // known to stand in such files; a note names it where a file has it
};

struct ColumnSpec {
  std::string_view name;
  std::string_view unit;  // empty: no number, or a pure one
  std::string_view help;
  ColumnKind kind = ColumnKind::kText;
  csv::Range range = csv::Range::kAny;
  ColumnUse use = ColumnUse::kRequired;
  std::string_view fallback = {};  // what a missing cell stands for; empty: it must not be missing

  // The same in a column that may be left out.
  constexpr ColumnSpec or_else(std::string_view value) const {
    ColumnSpec optional = *this;
    optional.use = ColumnUse::kOptional;
    optional.fallback = value;
    return optional;
  }
  // The same in a column that must be there, with cells that may be empty.
  constexpr ColumnSpec empty_for(std::string_view value) const {
    ColumnSpec required = *this;
    required.fallback = value;
    return required;
  }
};

constexpr ColumnSpec text(std::string_view name, std::string_view help) {
  return {name, "", help};
}
constexpr ColumnSpec index(std::string_view name, std::string_view help) {
  return {name, "", help, ColumnKind::kIndex};
}
constexpr ColumnSpec flag(std::string_view name, std::string_view help) {
  return {name, "", help, ColumnKind::kFlag};
}
constexpr ColumnSpec number(std::string_view name, std::string_view unit, std::string_view help,
                            csv::Range range = csv::Range::kAny) {
  return {name, unit, help, ColumnKind::kNumber, range};
}
constexpr ColumnSpec unused(std::string_view name, std::string_view help) {
  return {name, "", help, ColumnKind::kText, csv::Range::kAny, ColumnUse::kUnused};
}

enum class SheetLayout { kTable, kKeyValue };  // kKeyValue: columns key and value, one key a row
enum class FilePresence { kRequired, kOptional };
enum class OtherColumns { kNoted, kRefused };  // what becomes of columns that are not declared

struct SheetSpec {
  std::string_view file;
  std::vector<ColumnSpec> columns;  // of kKeyValue: the keys
  FilePresence presence = FilePresence::kRequired;
  SheetLayout layout = SheetLayout::kTable;
  OtherColumns others = OtherColumns::kNoted;
};

struct FormSpec {
  std::string_view name;
  std::vector<SheetSpec> sheets;

  const SheetSpec& sheet(std::string_view file) const;  // of a file that the form has
};

const FormSpec& project_columns();
const FormSpec& matpower_columns();
const FormSpec& pandapower_columns();
const FormSpec& line_code_columns();

// All of them, in the order in which a folder is tried.
std::vector<const FormSpec*> form_specs();

}  // namespace peerwatt::network
