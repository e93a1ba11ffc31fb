#include "engine/network/feeder_files/sheet.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

#include "engine/csv/separator.hpp"
#include "engine/network/feeder_files/column_check.hpp"

namespace peerwatt::network {
namespace {

constexpr double kLargestIndex = 1e15;  // whole numbers up to it are exact

}  // namespace

std::string as_index(std::string_view text, csv::DecimalMark mark) {
  const std::optional<double> number = csv::cell_number(text, mark);
  if (!number || *number != std::trunc(*number) || std::abs(*number) > kLargestIndex) {
    return std::string{text};
  }
  return fmt::format("{:.0f}", *number);
}

Sheet::Sheet(const std::filesystem::path& folder, const SheetSpec& spec, const Remarks& remarks)
    : spec_{spec}, diagnostics_{remarks.diagnostics}, places_(spec.columns.size()) {
  try {
    csv::SeparatedTable read = csv::read_separated(folder / spec.file, used_names(spec));
    table_ = std::move(read.table);
    remarks.files.push_back(read.source);
    if (find_columns()) rows_ = table_->rows();
    check_other_columns(*table_, spec, remarks);
    find_decimal_mark(read.separator);
  } catch (const InputError& error) {
    diagnostics_.add(error);
  }
}

Sheet::Sheet(csv::Table table, const SheetSpec& spec, const Remarks& remarks)
    : spec_{spec},
      diagnostics_{remarks.diagnostics},
      table_{std::move(table)},
      places_(spec.columns.size()) {
  if (find_columns()) rows_ = table_->rows();
  check_other_columns(*table_, spec, remarks);
}

// False where a required one is not there.
bool Sheet::find_columns() {
  bool complete = true;
  for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
    const ColumnSpec& column = spec_.columns[i];
    places_[i] = place_of(*table_, column);
    if (column.use != ColumnUse::kRequired || places_[i]) continue;
    csv::required_column(*table_, column.name, diagnostics_);
    complete = false;
  }
  return complete;
}

void Sheet::find_decimal_mark(char separator) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
    if (spec_.columns[i].kind == ColumnKind::kNumber && places_[i]) numbers.push_back(*places_[i]);
  }
  decimal_mark_ = csv::decimal_mark_of(*table_, numbers, csv::DecimalMark::kAuto, separator,
                                       kDecimalRemedy, diagnostics_);
}

std::size_t Sheet::declared(std::string_view column) const {
  const auto found =
      std::find_if(spec_.columns.begin(), spec_.columns.end(),
                   [&](const ColumnSpec& declared) { return declared.name == column; });
  PEERWATT_VALIDATE(found != spec_.columns.end() && found->use != ColumnUse::kUnused);
  return static_cast<std::size_t>(found - spec_.columns.begin());
}

bool Sheet::missing(std::size_t row, std::optional<std::size_t> place) const {
  return !place || csv::is_missing(table_->cell(row, *place));
}

double Sheet::parsed(std::size_t row, std::size_t column) const {
  PEERWATT_VALIDATE(places_[column].has_value() &&
                    spec_.columns[column].kind == ColumnKind::kNumber);
  return csv::number_at(*table_, row, *places_[column], spec_.columns[column].range, diagnostics_,
                        decimal_mark_)
      .value_or(0);
}

double Sheet::number(std::size_t row, std::string_view column) const {
  const std::size_t at = declared(column);
  const std::string_view fallback = spec_.columns[at].fallback;
  if (fallback.empty() || !missing(row, places_[at])) return parsed(row, at);
  return csv::parse_number(fallback).value();
}

std::optional<double> Sheet::number_if_any(std::size_t row, std::string_view column) const {
  const std::size_t at = declared(column);
  if (missing(row, places_[at])) return std::nullopt;
  return parsed(row, at);
}

bool Sheet::flag(std::size_t row, std::string_view column) const {
  const std::size_t at = declared(column);
  const ColumnSpec& spec = spec_.columns[at];
  PEERWATT_VALIDATE(spec.kind == ColumnKind::kFlag);
  if (!spec.fallback.empty() && missing(row, places_[at])) return spec.fallback == "true";
  return csv::flag_at(*table_, row, places_[at].value(), diagnostics_).value_or(false);
}

std::string Sheet::text(std::size_t row, std::string_view column) const {
  const std::size_t at = declared(column);
  const ColumnSpec& spec = spec_.columns[at];
  if (missing(row, places_[at])) {
    if (spec.fallback.empty()) complain(row, column, "must not be empty");
    return {};
  }
  const std::string_view text = csv::trimmed(table_->cell(row, *places_[at]));
  return spec.kind == ColumnKind::kIndex ? as_index(text, decimal_mark_) : std::string{text};
}

SourcePosition Sheet::position(std::size_t row, std::string_view column) const {
  return table_->position(row, places_[declared(column)].value_or(0));
}

std::string Sheet::advice(const std::string& name, const std::vector<std::string>& known) const {
  return diagnostics_.size() < kMostShown ? did_you_mean(name, known) : std::string{};
}

void Sheet::complain(std::size_t row, std::string_view column, std::string message) const {
  diagnostics_.add(position(row, column), fmt::format("{}: {}", column, message));
}

}  // namespace peerwatt::network
