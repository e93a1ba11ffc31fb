#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/parser.hpp"
#include "engine/profiles/complaints.hpp"
#include "engine/profiles/stamp_text.hpp"

#include "tools/meters/file_layout.hpp"
#include "tools/meters/import_options.hpp"
#include "tools/meters/input_text.hpp"
#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// The rows of a file, below its header, read with the options.
class MeterRows {
 public:
  MeterRows(const InputText& input, const TableLayout& layout, const ImportOptions& options,
            profiles::Complaints& complaints)
      : input_{input}, layout_{layout}, options_{options}, complaints_{complaints} {}

  // Passes the cells of every row that is as long as the header; complains of the others the first
  // time. Returns how many rows were passed.
  std::int64_t for_each(const std::function<void(std::span<const csv::Cell>)>& take);
  // Finds the order of dates and the decimal mark in all rows. Complains where they leave it open.
  void find_forms(const profiles::DateOrder usual, Diagnostics& diagnostics);

  std::string stamp_text(std::span<const csv::Cell> cells) const;
  // The time of a row; complains where there is none.
  std::optional<profiles::StampText> stamp(std::span<const csv::Cell> cells);
  // NaN where it is missing, or no number, of which it complains.
  double value(std::span<const csv::Cell> cells, std::size_t column);
  void complain(profiles::Complaint kind, const csv::Cell& cell, std::size_t column,
                std::string_view problem);
  void describe(FileFacts& facts) const;

 private:
  bool is_missing(std::string_view text) const;

  const InputText& input_;
  const TableLayout& layout_;
  const ImportOptions& options_;
  profiles::Complaints& complaints_;
  bool lengths_told_ = false;
  profiles::DateOrder date_order_ = profiles::DateOrder::kAuto;
  profiles::DecimalMark decimal_mark_ = profiles::DecimalMark::kPoint;
};

// Reads a file of rows of any layout but Ausgrid's.
void read_rows(const InputText& input, const TableLayout& layout, const ImportOptions& options,
               profiles::Complaints& complaints, Readings& readings);

// Reads rows of days: a customer, a category, a date, and 48 columns of half hours.
void read_ausgrid_rows(const InputText& input, const TableLayout& layout,
                       const ImportOptions& options, profiles::Complaints& complaints,
                       Readings& readings);

}  // namespace peerwatt::meters
