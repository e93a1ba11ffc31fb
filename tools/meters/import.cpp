#include "tools/meters/import.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "engine/profiles/complaints.hpp"

#include "tools/meters/column_values.hpp"
#include "tools/meters/file_layout.hpp"
#include "tools/meters/green_button.hpp"
#include "tools/meters/input_text.hpp"
#include "tools/meters/meter_rows.hpp"

namespace peerwatt::meters {
namespace {

constexpr std::int64_t kMostCells = 400'000'000;
// A table of which hardly any cell has a reading.
constexpr std::int64_t kManyCells = 1'000'000, kMostCellsPerReading = 1000;
constexpr double kLeastKwhPerDay = 0.5, kMostKwhPerDay = 200;  // that a home may well use

// Files of different layouts would not have the same conventions.
bool same_layout(Layout layout, const InputText& input, Readings& readings,
                 Diagnostics& diagnostics) {
  Shown<Layout>& shown = readings.shows.layout;
  if (!shown.value) shown = {layout, input.path};
  if (*shown.value == layout) return true;
  diagnostics.add({input.path, 0, 0},
                  fmt::format("has another layout than {}; import them apart", shown.by));
  return false;
}

void read_table(const InputText& input, const ImportOptions& options,
                profiles::Complaints& complaints, Readings& readings, Diagnostics& diagnostics) {
  const std::optional<TableLayout> layout = find_layout(input, options, diagnostics);
  if (!layout || !same_layout(layout->layout, input, readings, diagnostics)) return;
  if (layout->layout == Layout::kAusgrid) {
    read_ausgrid_rows(input, *layout, options, complaints, readings);
    return;
  }
  if (layout->layout == Layout::kLondon) {
    readings.shows.unit = {Unit::kKilowattHour, "as the header says"};
  }
  if (layout->layout == Layout::kPecanStreet) {
    readings.shows.unit = {Unit::kKilowatt, "of the layout"};
  }
  read_rows(input, *layout, options, complaints, readings);
}

void read_file(const std::string& path, const ImportOptions& options,
               profiles::Complaints& complaints, Readings& readings, Diagnostics& diagnostics) {
  try {
    const auto file = static_cast<std::uint16_t>(readings.files.size());
    readings.files.emplace_back().path = path;
    const InputText input = read_text(path, file);
    const bool is_feed = options.layout ? *options.layout == Layout::kGreenButton : is_xml(input);
    if (!is_feed) return read_table(input, options, complaints, readings, diagnostics);
    if (!same_layout(Layout::kGreenButton, input, readings, diagnostics)) return;
    read_green_button(input, options, complaints, readings);
  } catch (const InputError& error) {
    diagnostics.add(error);
  }
}

Readings read_files(const std::vector<std::string>& files, const ImportOptions& options,
                    profiles::Complaints& complaints, Diagnostics& diagnostics) {
  if (files.size() > std::numeric_limits<std::uint16_t>::max()) {
    throw InputError{fmt::format("{} files are too many at once", files.size())};
  }
  Readings readings;
  for (const std::string& path : files) {
    read_file(path, options, complaints, readings, diagnostics);
  }
  return readings;
}

// Brings every channel onto the raster of the table.
Raster place(Readings& readings, const Conventions& conventions, const profiles::WallClock& clock,
             const ImportOptions& options, profiles::Complaints& complaints,
             std::vector<ChannelCounts>& counts) {
  counts.resize(readings.channels.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    find_instants(readings.channels[i], conventions, clock, options, readings, complaints,
                  counts[i]);
  }
  const Raster raster = find_raster(readings, conventions.step_s.value);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    keep_to_raster(readings.channels[i], raster, options, readings, complaints, counts[i]);
    join_duplicates(readings.channels[i], options, readings, complaints, counts[i]);
  }
  return raster;
}

void add_counts(const ChannelCounts& from, ColumnReport& report) {
  ChannelCounts& to = report.counts;
  to.identical += from.identical;
  to.conflicting += from.conflicting;
  to.off_raster += from.off_raster;
  to.out_of_order += from.out_of_order;
  if (to.duplicate_line == 0) to.duplicate_line = from.duplicate_line;
  if (to.off_raster_line == 0) to.off_raster_line = from.off_raster_line;
  for (const auto& [time_s, dropped] : from.skipped) to.skipped[time_s] += dropped;
}

void suspect(const ColumnReport& column, Unit unit, MeterReport& report) {
  const bool is_high = column.kwh_per_day > kMostKwhPerDay;
  const bool is_low =
      column.flow == Flow::kLoad && column.values > 0 && column.kwh_per_day < kLeastKwhPerDay;
  if (!is_high && !is_low) return;
  report.suspicions.push_back(fmt::format("{}: {:.4g} kWh a day, read as {}: is the unit right?",
                                          column.name, column.kwh_per_day, unit_name(unit)));
}

// Column by column: its values, and what is told of them.
void fill(const Readings& readings, const profiles::WallClock& clock,
          const std::vector<ChannelCounts>& counts, Imported& imported) {
  MeterReport& report = imported.report;
  ClockChanges changes{report.raster, clock};
  for (const Column& column : imported.table.columns) {
    imported.table.values.push_back(
        column_values(column, readings, report.raster, report.conventions.unit.value));
    const std::vector<double>& values = imported.table.values.back();
    ColumnReport one =
        report_on(column, values, readings, report.raster, report.conventions, clock);
    for (const std::size_t channel : column.channels) add_counts(counts[channel], one);
    changes.look_at(values);
    suspect(one, report.conventions.unit.value, report);
    report.columns.push_back(std::move(one));
  }
  for (const ChannelCounts& one : counts) changes.count_dropped(one);
  if (!readings.instants()) report.clock_changes = changes.changes();
}

void check_size(const Raster& raster, std::size_t columns, const Readings& readings) {
  std::int64_t count = 0;
  for (const Channel& channel : readings.channels) {
    count += static_cast<std::int64_t>(channel.readings.size());
  }
  const std::int64_t most =
      std::min(kMostCells, std::max(kManyCells, kMostCellsPerReading * count));
  if (raster.intervals > 0 && columns > 0 &&
      raster.intervals <= most / static_cast<std::int64_t>(columns)) {
    return;
  }
  if (raster.intervals == 0 || columns == 0) throw InputError{"the files have no reading"};
  throw InputError{
      fmt::format("the table would have {} rows of {} columns, {} to {}; look for a "
                  "stamp that is far from the others",
                  raster.intervals, columns, format_utc(SimTime::from_seconds(raster.begin_s)),
                  format_utc(SimTime::from_seconds(raster.end_s())))};
}

// Readings are put into order, whether their step is known already or not.
void show_step(Readings& readings, MeterReport& report) {
  const Told<std::int64_t> step = find_step(readings, report.sorted);
  if (!readings.shows.step_s.value && !step.by.empty())
    readings.shows.step_s = {step.value, step.by};
}

}  // namespace

Imported import_meters(const std::vector<std::string>& files, const ImportOptions& options) {
  profiles::Complaints complaints;
  Diagnostics diagnostics;
  Readings readings = read_files(files, options, complaints, diagnostics);
  Imported imported;
  MeterReport& report = imported.report;
  if (diagnostics.empty() && !readings.channels.empty()) {
    show_step(readings, report);
    report.conventions = find_conventions(readings, options, diagnostics);
    if (report.conventions.step_s.by.empty() && complaints.empty()) {
      diagnostics.add({files.front(), 0, 0},
                      "the stamps show no step that most readings keep to; give --step SECONDS");
    }
  }
  std::vector<ChannelCounts> counts;
  if (diagnostics.empty() && !report.conventions.step_s.by.empty()) {
    const profiles::WallClock clock{report.conventions.time_zone.value};
    report.raster = place(readings, report.conventions, clock, options, complaints, counts);
  }
  complaints.report_to(diagnostics);
  diagnostics.throw_sorted_if_any();
  imported.table.raster = report.raster;
  imported.table.columns = columns_of(readings, options);
  check_size(report.raster, imported.table.columns.size(), readings);
  report.files = readings.files;
  fill(readings, profiles::WallClock{report.conventions.time_zone.value}, counts, imported);
  std::set<std::string_view> homes;
  for (const ColumnReport& column : report.columns) homes.insert(column.home);
  report.homes = homes.size();
  return imported;
}

}  // namespace peerwatt::meters
