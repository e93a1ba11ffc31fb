#include "engine/network/feeder_files/key_value_sheet.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/separator.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

const SheetSpec& key_and_value() {
  static const SheetSpec kSpec{"",
                               {text("key", "key"), text("value", "value")},
                               FilePresence::kRequired,
                               SheetLayout::kTable,
                               OtherColumns::kRefused};
  return kSpec;
}

}  // namespace

KeyValueSheet::KeyValueSheet(const std::filesystem::path& folder, const SheetSpec& spec,
                             const Remarks& remarks)
    : spec_{spec}, diagnostics_{remarks.diagnostics}, file_{(folder / spec.file).string()} {
  try {
    csv::SeparatedTable read = csv::read_separated(folder / spec.file, used_names(key_and_value()));
    remarks.files.push_back(read.source);
    check_other_columns(read.table, key_and_value(), remarks);
    const auto places = csv::required_columns<2>(read.table, {"key", "value"}, diagnostics_);
    if (!places) return;
    table_ = std::move(read.table);
    key_column_ = (*places)[0];
    value_column_ = (*places)[1];
    for (std::size_t row = 0; row < table_->rows(); ++row) rows_.emplace(key_at(row), row);
    check_keys(remarks);
    find_decimal_mark(read.separator);
  } catch (const InputError& error) {
    diagnostics_.add(error);
  }
}

std::string KeyValueSheet::key_at(std::size_t row) const {
  return std::string{csv::trimmed(table_->cell(row, key_column_))};
}

void KeyValueSheet::check_keys(const Remarks& remarks) const {
  std::vector<GivenName> given;
  for (std::size_t row = 0; row < table_->rows(); ++row) {
    const std::string key = key_at(row);
    const auto position = [this, row] { return table_->position(row, key_column_); };
    if (key.empty()) {
      diagnostics_.add(position(), "key: must not be empty");
    } else if (*row_of(key) != row) {
      diagnostics_.add(position(), fmt::format("key: '{}' is given twice", key));
    } else {
      given.push_back({key, position});
    }
  }
  check_others(given, spec_, "key", remarks);
}

void KeyValueSheet::find_decimal_mark(char separator) {
  csv::DecimalMarkFinder finder{kDecimalRemedy, diagnostics_};
  for (const ColumnSpec& key : spec_.columns) {
    if (key.kind != ColumnKind::kNumber) continue;
    if (const std::optional<std::size_t> row = row_of(key.name)) {
      finder.look_at(table_->cell(*row, value_column_),
                     [&] { return table_->position(*row, value_column_); });
    }
  }
  decimal_mark_ = finder.mark(separator);
}

const ColumnSpec& KeyValueSheet::declared(std::string_view key, ColumnKind kind) const {
  const auto found = std::find_if(spec_.columns.begin(), spec_.columns.end(),
                                  [&](const ColumnSpec& one) { return one.name == key; });
  PEERWATT_VALIDATE(found != spec_.columns.end() && found->use != ColumnUse::kUnused);
  PEERWATT_VALIDATE(found->kind == kind ||
                    (kind == ColumnKind::kText && found->kind == ColumnKind::kIndex));
  return *found;
}

std::optional<std::size_t> KeyValueSheet::row_of(std::string_view key) const {
  const auto found = rows_.find(std::string{key});
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

bool KeyValueSheet::is_missing(const ColumnSpec& key) const {
  const std::optional<std::size_t> row = row_of(key.name);
  const bool missing = !row || csv::is_missing(table_->cell(*row, value_column_));
  if (missing && table_ && key.fallback.empty()) {
    diagnostics_.add(position(key.name), row ? fmt::format("{}: must not be empty", key.name)
                                             : fmt::format("no key '{}'", key.name));
  }
  return missing;
}

std::string KeyValueSheet::text(std::string_view key) const {
  const ColumnSpec& spec = declared(key, ColumnKind::kText);
  if (is_missing(spec)) return {};
  const std::string_view value = csv::trimmed(table_->cell(*row_of(key), value_column_));
  return spec.kind == ColumnKind::kIndex ? as_index(value, decimal_mark_) : std::string{value};
}

double KeyValueSheet::number(std::string_view key) const {
  const ColumnSpec& spec = declared(key, ColumnKind::kNumber);
  if (is_missing(spec)) return csv::parse_number(spec.fallback).value_or(0);
  return csv::number_at(*table_, *row_of(key), value_column_, spec.range, diagnostics_,
                        decimal_mark_)
      .value_or(0);
}

SourcePosition KeyValueSheet::position(std::string_view key) const {
  const std::optional<std::size_t> row = row_of(key);
  return row ? table_->position(*row, value_column_) : SourcePosition{file_, 0, 0};
}

void KeyValueSheet::complain(std::string_view key, std::string_view message) const {
  diagnostics_.add(position(key), fmt::format("{}: {}", key, message));
}

}  // namespace peerwatt::network
