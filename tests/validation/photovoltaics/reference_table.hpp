#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "engine/csv/cells.hpp"
#include "engine/csv/table.hpp"

#include <doctest/doctest.h>

namespace peerwatt::testing {

// A file of the public reference numbers.
class ReferenceTable {
 public:
  explicit ReferenceTable(const std::filesystem::path& file) : table_{csv::Table::read(file)} {}

  std::size_t rows() const { return table_.rows(); }
  std::string text(std::size_t row, std::string_view column) const {
    const auto found = table_.find(column);
    REQUIRE_MESSAGE(found.has_value(), std::string{column});
    return std::string{table_.cell(row, *found)};
  }
  double number(std::size_t row, std::string_view column) const {
    const auto value = csv::parse_number(text(row, column));
    REQUIRE_MESSAGE(value.has_value(), std::string{column});
    return *value;
  }
  // An empty cell is a number that the row's model does not look at.
  double number_or(std::size_t row, std::string_view column, double other) const {
    return text(row, column).empty() ? other : number(row, column);
  }

 private:
  csv::Table table_;
};

// The folder of the reference numbers of photovoltaics; nothing, with a message, where it is not
// there.
inline std::optional<std::filesystem::path> public_data(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path{PEERWATT_SHARED_DATA} / folder;
  if (std::filesystem::exists(path)) return path;
  MESSAGE("skipped: no public data at " << path.string());
  return std::nullopt;
}

}  // namespace peerwatt::testing
