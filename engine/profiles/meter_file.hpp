#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/csv/table.hpp"
#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// The file of a layout: its rows, and where the columns asked for stand.
struct MeterFile {
  csv::Table table;
  std::string sha256;  // of the bytes that were read
  std::size_t time_column = 0;
  std::optional<std::size_t> clock_column;
  std::vector<std::size_t> columns;
  DecimalMark decimal_mark = DecimalMark::kPoint;  // never kAuto
};

// Finds the separator by the names of the header and opens the file. Complains, and returns
// nothing, where a column is missing or the table is broken.
std::optional<MeterFile> open_meter_file(const ProfileLayout& layout,
                                         std::span<const std::string> columns,
                                         Diagnostics& diagnostics);

// The names in the header of a file but those of the time, in their order. Throws InputError where
// there is no such header.
std::vector<std::string> value_columns(const ProfileLayout& layout);

}  // namespace peerwatt::profiles
