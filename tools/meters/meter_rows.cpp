#include "tools/meters/meter_rows.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/csv/cells.hpp"
#include "engine/csv/decimal_mark.hpp"
#include "engine/csv/row_reader.hpp"
#include "engine/profiles/date_order.hpp"

namespace peerwatt::meters {
namespace {

using profiles::Complaint;
using profiles::DateOrder;
using profiles::DecimalMark;

// Seconds and milliseconds since 1970 have as many digits from 2001 to 2286; no date has.
bool is_epoch(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789") == text.npos;
}

profiles::ReadStamp read(std::string_view text, DateOrder order) {
  if (is_epoch(text, 10)) return profiles::read_epoch(text, profiles::TimeFormat::kEpochS);
  if (is_epoch(text, 13)) return profiles::read_epoch(text, profiles::TimeFormat::kEpochMs);
  return profiles::read_stamp(text, order);
}

}  // namespace

std::int64_t MeterRows::for_each(const std::function<void(std::span<const csv::Cell>)>& take) {
  csv::RowReader reader{input_.text, layout_.separator,
                        [this](std::size_t offset, const std::string& message) {
                          if (lengths_told_ || !complaints_.wants(Complaint::kRow)) return;
                          complaints_.add(Complaint::kRow, input_.position(offset), message);
                        },
                        layout_.rows_begin};
  std::vector<csv::Cell> cells;
  std::deque<std::string> unquoted;
  std::int64_t rows = 0;
  while (!reader.done()) {
    cells.clear();
    unquoted.clear();
    const std::size_t offset = reader.offset();
    const std::size_t count = reader.read_row(cells, unquoted);
    if (count == layout_.header.size()) {
      take(cells);
      ++rows;
    } else if (!lengths_told_ && !reader.broken() && complaints_.wants(Complaint::kRow)) {
      SourcePosition position = input_.position(offset);
      position.column = 0;
      complaints_.add(
          Complaint::kRow, position,
          fmt::format("{} cells, but the header has {} columns", count, layout_.header.size()));
    }
  }
  lengths_told_ = true;
  return rows;
}

bool MeterRows::is_missing(std::string_view text) const {
  return csv::is_missing(text) ||
         std::ranges::find(options_.missing, csv::trimmed(text)) != options_.missing.end();
}

void MeterRows::find_forms(const DateOrder usual, Diagnostics& diagnostics) {
  date_order_ = options_.date_order != DateOrder::kAuto ? options_.date_order : usual;
  decimal_mark_ = options_.decimal_mark;
  if (date_order_ != DateOrder::kAuto && decimal_mark_ != DecimalMark::kAuto) return;
  csv::DecimalMarkFinder marks{"give --decimal-mark point or comma", diagnostics};
  profiles::DateOrderFinder dates;
  for_each([&](std::span<const csv::Cell> cells) {
    const csv::Cell& time = cells[layout_.time];
    dates.look_at(time.text, [&] { return input_.position(time.offset); });
    for (const std::size_t column : layout_.values) {
      const csv::Cell& cell = cells[column];
      if (is_missing(cell.text)) continue;
      marks.look_at(cell.text, [&] { return input_.position(cell.offset); });
    }
  });
  if (decimal_mark_ == DecimalMark::kAuto) decimal_mark_ = marks.mark(layout_.separator);
  if (date_order_ != DateOrder::kAuto) return;
  try {
    date_order_ =
        dates.order(layout_.header[layout_.time], "give --date-order day_first or month_first");
  } catch (const InputError& error) {
    diagnostics.add(error);
  }
}

std::string MeterRows::stamp_text(std::span<const csv::Cell> cells) const {
  std::string text{csv::trimmed(cells[layout_.time].text)};
  if (!layout_.clock) return text;
  return text.append(" ").append(csv::trimmed(cells[*layout_.clock].text));
}

std::optional<profiles::StampText> MeterRows::stamp(std::span<const csv::Cell> cells) {
  profiles::ReadStamp read_here = read(stamp_text(cells), date_order_);
  if (!read_here.stamp) {
    complain(
        Complaint::kStamp, cells[layout_.time], layout_.time,
        read_here.problem.empty() ? "must be a time such as 2011-10-02T01:30" : read_here.problem);
  }
  return read_here.stamp;
}

double MeterRows::value(std::span<const csv::Cell> cells, std::size_t column) {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  const std::string_view text = cells[column].text;
  if (is_missing(text)) return kMissing;
  const std::optional<double> number = csv::cell_number(text, decimal_mark_);
  if (!number) {
    complain(Complaint::kNumber, cells[column], column,
             "must be " + csv::number_demand(text, decimal_mark_) +
                 "; --missing TEXT names a marker of missing values");
  }
  return number.value_or(kMissing);
}

void MeterRows::complain(Complaint kind, const csv::Cell& cell, std::size_t column,
                         std::string_view problem) {
  if (!complaints_.wants(kind)) return;
  complaints_.add(kind, input_.position(cell.offset),
                  fmt::format("{}: {} (got '{}')", layout_.header[column], problem, cell.text));
}

void MeterRows::describe(FileFacts& facts) const {
  facts.read_as = layout_.told;
  facts.lines_above_header = layout_.header_line - 1;
  facts.decimal_mark = decimal_mark_ == DecimalMark::kComma ? "comma" : "point";
  if (date_order_ != DateOrder::kAuto) {
    facts.date_order = date_order_ == DateOrder::kDayFirst ? "day first" : "month first";
  }
}

void read_rows(const InputText& input, const TableLayout& layout, const ImportOptions& options,
               profiles::Complaints& complaints, Readings& readings) {
  MeterRows rows{input, layout, options, complaints};
  Diagnostics diagnostics;
  rows.find_forms(DateOrder::kAuto, diagnostics);
  diagnostics.throw_if_any();
  PlaceCounter counter{input.text};
  FileFacts& facts = readings.files[input.file];
  facts.rows = rows.for_each([&](std::span<const csv::Cell> cells) {
    const std::optional<profiles::StampText> stamp = rows.stamp(cells);
    if (!stamp) return;
    std::string problem;
    const std::optional<std::int64_t> time_s = readings.time_of(*stamp, problem);
    if (!time_s) {
      return rows.complain(Complaint::kStamp, cells[layout.time], layout.time, problem);
    }
    for (const std::size_t column : layout.values) {
      const std::string_view home =
          layout.home ? csv::trimmed(cells[*layout.home].text) : std::string_view{};
      if (layout.home && home.empty()) {
        return rows.complain(Complaint::kRow, cells[*layout.home], *layout.home,
                             "must not be empty");
      }
      Reading reading{.time_s = *time_s, .value = rows.value(cells, column), .file = input.file};
      counter.place(cells[column].offset, reading);
      add_reading(readings.channel(home, layout.header[column]), reading);
    }
  });
  rows.describe(facts);
}

}  // namespace peerwatt::meters
