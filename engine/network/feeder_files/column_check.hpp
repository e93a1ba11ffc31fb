#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/table.hpp"
#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {

// What is said of the files of a folder while they are read.
struct Remarks {
  Diagnostics& diagnostics;         // what is wrong
  std::vector<std::string>& notes;  // what is right and not used
  std::vector<FileRead>& files;     // what was read
};

// The declared columns or keys that are read.
std::vector<std::string> used_names(const SheetSpec& spec);

// Where a declared column stands in a table. A column without a name is the `index`: so pandas
// writes it.
std::optional<std::size_t> place_of(const csv::Table& table, const ColumnSpec& column);

// A column or key that a file has. To find its position takes as long as its line.
struct GivenName {
  std::string name;
  std::function<SourcePosition()> position;
};

// Notes those that are not used, in one note for a file. Refuses those that are not declared where
// the sheet takes no others, or where they look like a column that is not there. `kind` is what
// they are called: column or key.
void check_others(const std::vector<GivenName>& given, const SheetSpec& spec, std::string_view kind,
                  const Remarks& remarks);
void check_other_columns(const csv::Table& table, const SheetSpec& spec, const Remarks& remarks);

}  // namespace peerwatt::network
