#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

#include "engine/csv/cells.hpp"

#include "tools/meters/meter_rows.hpp"

// The form of the utility's solar home data: a day in a row, energies of half hours that end at the
// times of the header, the last one at 0:00 of the next day. Registers are GC (general
// consumption), CL (controlled load) and GG (gross generation).
namespace peerwatt::meters {
namespace {

using profiles::Complaint;

constexpr std::array<std::string_view, 3> kCategories{"GC", "CL", "GG"};
constexpr std::int64_t kDayS = 86400;

// When the interval of a column ends, in seconds after midnight; nothing where a name is no time.
std::optional<std::int64_t> end_s(std::string_view name) {
  const std::size_t colon = name.find(':');
  const auto hour = csv::parse_integer(name.substr(0, colon));
  const auto minute = csv::parse_integer(name.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59) return {};
  return *hour * 3600 + *minute * 60;
}

// Of the columns of values; midnight ends the day. Complains of one that is not in its place.
std::vector<std::int64_t> ends_of(const InputText& input, const TableLayout& layout,
                                  Diagnostics& diagnostics) {
  const auto count = static_cast<std::int64_t>(layout.values.size());
  if (count == 0 || kDayS % count != 0) {
    diagnostics.add({input.path, layout.header_line, 0},
                    fmt::format("must have a column for each half hour of a day behind the date "
                                "(got {})",
                                count));
    return {};
  }
  std::vector<std::int64_t> ends;
  for (const std::size_t column : layout.values) {
    const std::int64_t expected = (static_cast<std::int64_t>(ends.size()) + 1) * kDayS / count;
    const std::optional<std::int64_t> end = end_s(layout.header[column]);
    if (!end || *end % kDayS != expected % kDayS) {
      diagnostics.add_if_shown([&] {
        return Diagnostic{
            {input.path, layout.header_line, 0},
            fmt::format("column {}: must be {}:{:02} (got '{}')", column + 1,
                        expected % kDayS / 3600, expected % 3600 / 60, layout.header[column])};
      });
    }
    ends.push_back(expected);
  }
  return ends;
}

std::optional<std::size_t> column_like(const TableLayout& layout, std::string_view name) {
  for (std::size_t i = 0; i < layout.header.size(); ++i) {
    if (lower_case(layout.header[i]) == name) return i;
  }
  return std::nullopt;
}

void show_conventions(std::size_t intervals, Readings& readings) {
  Shows& shows = readings.shows;
  shows.unit = {Unit::kKilowattHour, "of the layout"};
  shows.stamp = {profiles::StampAt::kEnd, "of the layout"};
  shows.time_zone = {"Australia/Sydney", "of the layout"};
  shows.step_s = {kDayS / static_cast<std::int64_t>(intervals), "as the header shows"};
}

}  // namespace

void read_ausgrid_rows(const InputText& input, const TableLayout& layout,
                       const ImportOptions& options, profiles::Complaints& complaints,
                       Readings& readings) {
  Diagnostics diagnostics;
  const std::vector<std::int64_t> ends = ends_of(input, layout, diagnostics);
  const auto category = column_like(layout, "consumption category");
  const auto quality = column_like(layout, "row quality");
  MeterRows rows{input, layout, options, complaints};
  rows.find_forms(profiles::DateOrder::kDayFirst, diagnostics);
  diagnostics.throw_if_any();
  show_conventions(ends.size(), readings);
  PlaceCounter counter{input.text};
  const auto take = [&](std::span<const csv::Cell> cells) {
    const std::optional<profiles::StampText> day = rows.stamp(cells);
    const std::string_view home = csv::trimmed(cells[*layout.home].text);
    const std::string_view name = csv::trimmed(cells[*category].text);
    if (std::ranges::find(kCategories, name) == kCategories.end()) {
      return rows.complain(Complaint::kRow, cells[*category], *category, "must be GC, CL or GG");
    }
    std::string problem;
    const std::optional<std::int64_t> day_s = day ? readings.time_of(*day, problem) : std::nullopt;
    if (!problem.empty()) {
      rows.complain(Complaint::kStamp, cells[layout.time], layout.time, problem);
    }
    if (!day_s) return;
    Channel& channel = readings.channel(home, name);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const csv::Cell& cell = cells[layout.values[i]];
      Reading reading{.time_s = *day_s + ends[i],
                      .value = rows.value(cells, layout.values[i]),
                      .file = input.file};
      counter.place(cell.offset, reading);
      add_reading(channel, reading);
    }
    // Blank: metered.
    if (quality && !csv::trimmed(cells[*quality].text).empty()) {
      channel.estimated += static_cast<std::int64_t>(ends.size());
    }
  };
  FileFacts& facts = readings.files[input.file];
  facts.rows = rows.for_each(take);
  rows.describe(facts);
}

}  // namespace peerwatt::meters
