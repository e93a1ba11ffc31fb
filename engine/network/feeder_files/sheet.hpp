#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/cells.hpp"
#include "engine/csv/table.hpp"
#include "engine/network/feeder_files/column_check.hpp"
#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {

// What to do about a number that may have decimals or thousands.
constexpr std::string_view kDecimalRemedy = "write it without the mark, or with one more decimal";

// An index in digits alone, whether it is written 7, 7.0 or 7e0; other texts as they are.
std::string as_index(std::string_view text, csv::DecimalMark mark);

// A file of a feeder, whose cells are asked for by the columns that its form declares. Everything
// malformed is complained about and stands in as zero, so that reading goes on; the caller throws
// at the end. A file that cannot be read, or lacks a required column, has no rows. Columns that are
// not used are noted, or refused.
class Sheet {
 public:
  Sheet(const std::filesystem::path& folder, const SheetSpec& spec, const Remarks& remarks);
  // The same of a table that is already here, with decimal points.
  Sheet(csv::Table table, const SheetSpec& spec, const Remarks& remarks);

  std::size_t rows() const { return rows_; }
  bool has(std::string_view column) const { return places_[declared(column)].has_value(); }

  // What a cell holds, or where it is missing what its column declares for that.
  double number(std::size_t row, std::string_view column) const;
  bool flag(std::size_t row, std::string_view column) const;
  // An index comes in digits alone. Empty, and a complaint, where one is required and missing.
  std::string text(std::size_t row, std::string_view column) const;
  // Nothing where the cell or the column is missing.
  std::optional<double> number_if_any(std::size_t row, std::string_view column) const;

  SourcePosition position(std::size_t row, std::string_view column) const;
  void complain(std::size_t row, std::string_view column, std::string message) const;
  // ` (did you mean x?)`, as long as the complaint will be among those that are shown.
  std::string advice(const std::string& name, const std::vector<std::string>& known) const;

 private:
  std::size_t declared(std::string_view column) const;  // its place among the declarations
  bool missing(std::size_t row, std::optional<std::size_t> place) const;
  double parsed(std::size_t row, std::size_t column) const;
  bool find_columns();
  void find_decimal_mark(char separator);

  const SheetSpec& spec_;
  Diagnostics& diagnostics_;
  std::optional<csv::Table> table_;
  std::vector<std::optional<std::size_t>> places_;  // by declared column
  csv::DecimalMark decimal_mark_ = csv::DecimalMark::kPoint;
  std::size_t rows_ = 0;
};

}  // namespace peerwatt::network
