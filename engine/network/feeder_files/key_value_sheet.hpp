#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/csv/table.hpp"
#include "engine/network/feeder_files/column_check.hpp"

namespace peerwatt::network {

// A file of the columns key and value, whose keys its form declares.
class KeyValueSheet {
 public:
  KeyValueSheet(const std::filesystem::path& folder, const SheetSpec& spec, const Remarks& remarks);

  // Empty, or 0, and a complaint where the key is required and missing. A number that need not be
  // there is what its key declares for that.
  std::string text(std::string_view key) const;
  double number(std::string_view key) const;
  SourcePosition position(std::string_view key) const;  // of the value, or of the file
  void complain(std::string_view key, std::string_view message) const;

 private:
  const ColumnSpec& declared(std::string_view key, ColumnKind kind) const;
  std::string key_at(std::size_t row) const;
  std::optional<std::size_t> row_of(std::string_view key) const;
  bool is_missing(const ColumnSpec& key) const;  // complains where it is required
  void check_keys(const Remarks& remarks) const;
  void find_decimal_mark(char separator);

  const SheetSpec& spec_;
  Diagnostics& diagnostics_;
  std::string file_;
  std::optional<csv::Table> table_;
  std::unordered_map<std::string, std::size_t> rows_;  // the first one of each key
  std::size_t key_column_ = 0;
  std::size_t value_column_ = 0;
  csv::DecimalMark decimal_mark_ = csv::DecimalMark::kPoint;
};

}  // namespace peerwatt::network
