#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/cells.hpp"
#include "engine/csv/table.hpp"

namespace peerwatt::network {

// A CSV file whose cells are asked for by column name. Everything malformed is complained about
// and stands in as zero, so that reading goes on; the caller throws at the end. A file that cannot
// be read, or lacks a required column, has no rows.
class Sheet {
 public:
  Sheet(const std::filesystem::path& file, const std::vector<std::string_view>& required_columns,
        Diagnostics& diagnostics);

  std::size_t rows() const { return rows_; }
  bool has(std::string_view column) const { return table_ && table_->find(column).has_value(); }
  std::string text(std::size_t row, std::string_view column) const;  // not empty
  double number(std::size_t row, std::string_view column, csv::Range range) const;
  bool flag(std::size_t row, std::string_view column) const;
  SourcePosition position(std::size_t row, std::string_view column) const;
  void complain(std::size_t row, std::string_view column, std::string message) const;
  // Complains of columns that are not among these.
  void refuse_other_columns(const std::vector<std::string>& known) const;

  // Of columns that need not exist, and cells that may be empty; a number may be marked as missing.
  std::string text_or_empty(std::size_t row, std::string_view column) const;
  std::optional<double> number_if_any(std::size_t row, std::string_view column,
                                      csv::Range range) const;
  bool flag_or_true(std::size_t row, std::string_view column) const;

 private:
  std::size_t index(std::string_view column) const;
  bool empty(std::size_t row, std::string_view column) const;

  Diagnostics& diagnostics_;
  std::optional<csv::Table> table_;
  std::size_t rows_ = 0;
};

// A sheet of the columns key and value.
class KeyValueSheet {
 public:
  KeyValueSheet(const std::filesystem::path& file, Diagnostics& diagnostics);

  std::string text(std::string_view key) const;        // complains when missing or empty
  double positive_number(std::string_view key) const;  // likewise
  bool has(std::string_view key) const { return row_of(key).has_value(); }
  SourcePosition position(std::string_view key) const;  // of the value, or of the file
  void refuse_other_keys(const std::vector<std::string>& known) const;

 private:
  std::optional<std::size_t> row_of(std::string_view key) const;
  std::optional<std::size_t> required_row(std::string_view key) const;

  Sheet sheet_;
  std::string file_;
  Diagnostics& diagnostics_;
};

}  // namespace peerwatt::network
