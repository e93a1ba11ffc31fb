#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/core/simulated_time.hpp"

#include "tools/peerwatt/labelled_lines.hpp"
#include "tools/peerwatt/meter_report_output.hpp"

namespace peerwatt::tools {
namespace {

using meters::ColumnReport;
using meters::MeterReport;

constexpr std::size_t kColumnsNamed = 20;  // with peculiarities; --json has all

std::string instant(std::int64_t time_s) {
  return format_utc(SimTime::from_seconds(time_s));
}

std::string hours(std::int64_t cells, const MeterReport& report) {
  return fmt::format("{:g} h", static_cast<double>(cells * report.raster.step_s) / 3600);
}

std::string place(const SourcePosition& position, const MeterReport& report) {
  if (position.line == 0) return {};
  if (report.files.size() < 2) return fmt::format(" (line {})", position.line);
  return fmt::format(" ({}:{})", position.file, position.line);
}

std::string file_text(const meters::FileFacts& file) {
  std::string text = fmt::format("{}, read as: {}; {} rows", file.path, file.read_as, file.rows);
  if (file.lines_above_header > 0) {
    text +=
        fmt::format("; {} above the header left out",
                    counted(static_cast<std::size_t>(file.lines_above_header), "line", "lines"));
  }
  if (file.decimal_mark == "comma") text += "; decimal commas";
  if (!file.date_order.empty()) text += "; dates with the " + file.date_order;
  return text;
}

std::string conventions_text(const MeterReport& report) {
  const meters::Conventions& read = report.conventions;
  return fmt::format(
      "unit {} ({}), stamp = {} of the interval ({}), time zone {} ({}), step {} s ({})",
      unit_name(read.unit.value), read.unit.by,
      read.stamp.value == profiles::StampAt::kStart ? "start" : "end", read.stamp.by,
      read.time_zone.value, read.time_zone.by, read.step_s.value, read.step_s.by);
}

std::string homes_text(const MeterReport& report) {
  const auto loads = std::ranges::count(report.columns, meters::Flow::kLoad, &ColumnReport::flow);
  double load = 0, generation = 0;
  for (const ColumnReport& column : report.columns) {
    (column.flow == meters::Flow::kLoad ? load : generation) += column.kwh_per_day;
  }
  const auto others = static_cast<std::int64_t>(report.columns.size()) - loads;
  std::string text = counted(report.homes, "home", "homes");
  if (loads > 0) {
    text += fmt::format(", {} of load ({:.4g} kWh a day on average)",
                        counted(static_cast<std::size_t>(loads), "column", "columns"),
                        load / static_cast<double>(loads));
  }
  if (others > 0) {
    text += fmt::format(", {} of generation ({:.4g} kWh a day)",
                        counted(static_cast<std::size_t>(others), "column", "columns"),
                        generation / static_cast<double>(others));
  }
  return text;
}

std::string change_text(const meters::ClockChange& change) {
  std::string text = fmt::format("{}: {:g} h {}", instant(change.time_s),
                                 static_cast<double>(std::abs(change.shift_s)) / 3600,
                                 change.shift_s > 0 ? "forward" : "back");
  if (change.shift_s > 0) {
    return text + (change.dropped > 0
                       ? fmt::format("; {} readings at times that do not exist were dropped",
                                     change.dropped)
                       : "; no reading at times that do not exist");
  }
  return text + fmt::format(
                    "; the hour is given twice in {}, once in {} (taken for the first of the "
                    "two; the second is empty)",
                    counted(static_cast<std::size_t>(change.given_twice), "column", "columns"),
                    counted(static_cast<std::size_t>(change.given_once), "column", "columns"));
}

std::string peculiarities(const ColumnReport& column, const MeterReport& report) {
  std::vector<std::string> parts;
  if (column.gaps > 0) {
    parts.push_back(fmt::format("{} of {} in all, the longest of {}, the first at {}{}",
                                counted(static_cast<std::size_t>(column.gaps), "gap", "gaps"),
                                hours(column.gap_cells, report), hours(column.longest_gap, report),
                                instant(column.first_gap_s), place(column.first_gap, report)));
  }
  const auto add_text = [&](std::int64_t count, const std::string& text) {
    if (count > 0) parts.push_back(text);
  };
  const auto add = [&](std::int64_t count, std::string_view one, std::string_view many,
                       const std::string& text) {
    add_text(count, counted(static_cast<std::size_t>(count), one, many) + text);
  };
  const meters::ChannelCounts& counts = column.counts;
  add_text(column.empty_before, "begins " + hours(column.empty_before, report) + " late");
  add_text(column.empty_after, "ends " + hours(column.empty_after, report) + " early");
  add(counts.identical, "duplicate", "duplicates",
      fmt::format(" with the same value dropped (the first in line {})", counts.duplicate_line));
  add(counts.conflicting, "duplicate", "duplicates", " with another value, as --duplicates says");
  add(counts.off_raster, "reading", "readings",
      fmt::format(" between the steps dropped (the first in line {})", counts.off_raster_line));
  add(counts.out_of_order, "reading", "readings", " put into the order of time");
  add(column.negatives, "negative value", "negative values", place(column.first_negative, report));
  add(column.zero_days, "whole day", "whole days", " of 0");
  add(column.estimated, "reading", "readings", " marked as estimated");
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

void add_columns(const MeterReport& report, LabelledLines& lines) {
  std::size_t told = 0, peculiar = 0;
  for (const ColumnReport& column : report.columns) {
    const std::string text = peculiarities(column, report);
    if (text.empty()) continue;
    if (++peculiar > kColumnsNamed) continue;
    ++told;
    lines.add(told == 1 ? "columns" : "",
              fmt::format("{} ({:.4g} kWh a day): {}", column.name, column.kwh_per_day, text));
  }
  if (peculiar > told) lines.add("", fmt::format("and {} more; --json has all", peculiar - told));
  if (peculiar == 0) {
    lines.add("columns", "complete: no gap, no duplicate, no negative value, no day of zeros");
  }
}

}  // namespace

std::string meter_text(const MeterReport& report, std::size_t width) {
  LabelledLines lines{width};
  for (const meters::FileFacts& file : report.files) lines.add("file", file_text(file));
  lines.add("conventions", conventions_text(report));
  lines.add("period", fmt::format("{} to {}, {} intervals", instant(report.raster.begin_s),
                                  instant(report.raster.end_s()), report.raster.intervals));
  lines.add("homes", homes_text(report));
  if (report.sorted > 0) {
    lines.add("order", fmt::format("rows of a home go back in time {} times; they were sorted",
                                   report.sorted));
  }
  for (const meters::ClockChange& change : report.clock_changes) {
    lines.add("clock change", change_text(change));
  }
  add_columns(report, lines);
  lines.add("not repaired", fmt::format("{}, {}",
                                        counted(static_cast<std::size_t>(report.empty_cells()),
                                                "empty cell", "empty cells"),
                                        counted(static_cast<std::size_t>(report.negatives()),
                                                "negative value", "negative values")));
  for (const std::string& suspicion : report.suspicions) lines.add("suspicious", suspicion);
  return lines.take();
}

}  // namespace peerwatt::tools
