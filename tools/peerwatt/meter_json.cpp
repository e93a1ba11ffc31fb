#include <nlohmann/json.hpp>

#include "engine/core/simulated_time.hpp"

#include "tools/meters/yaml_block.hpp"
#include "tools/peerwatt/meter_report_output.hpp"

namespace peerwatt::tools {
namespace {

using Json = nlohmann::ordered_json;

std::string instant(std::int64_t time_s) {
  return format_utc(SimTime::from_seconds(time_s));
}

template <class Value>
Json told(const Value& value, const std::string& by) {
  return {{"value", value}, {"known_by", by}};
}

Json conventions_json(const meters::Conventions& read) {
  return {{"unit", told(unit_name(read.unit.value), read.unit.by)},
          {"stamp",
           told(read.stamp.value == profiles::StampAt::kStart ? "start" : "end", read.stamp.by)},
          {"time_zone", told(read.time_zone.value, read.time_zone.by)},
          {"step_s", told(read.step_s.value, read.step_s.by)}};
}

Json files_json(const meters::MeterReport& report) {
  Json files = Json::array();
  for (const meters::FileFacts& file : report.files) {
    files.push_back({{"file", file.path},
                     {"read_as", file.read_as},
                     {"rows", file.rows},
                     {"lines_above_header", file.lines_above_header},
                     {"decimal_mark", file.decimal_mark},
                     {"date_order", file.date_order}});
  }
  return files;
}

Json place_json(const SourcePosition& position) {
  if (position.line == 0) return nullptr;
  return {{"file", position.file}, {"line", position.line}, {"column", position.column}};
}

Json column_json(const meters::ColumnReport& column, std::int64_t step_s) {
  const auto hours = [&](std::int64_t cells) { return static_cast<double>(cells * step_s) / 3600; };
  Json gaps{{"count", column.gaps},
            {"hours", hours(column.gap_cells)},
            {"longest_h", hours(column.longest_gap)}};
  if (column.gaps > 0) {
    gaps["first"] = instant(column.first_gap_s);
    gaps["first_at"] = place_json(column.first_gap);
  }
  return {{"column", column.name},
          {"home", column.home},
          {"flow", column.flow == meters::Flow::kLoad ? "load" : "generation"},
          {"kwh_per_day", column.kwh_per_day},
          {"values", column.values},
          {"gaps", std::move(gaps)},
          {"empty_before_h", hours(column.empty_before)},
          {"empty_after_h", hours(column.empty_after)},
          {"duplicates",
           {{"identical", column.counts.identical},
            {"conflicting", column.counts.conflicting},
            {"first_line", column.counts.duplicate_line}}},
          {"off_raster", column.counts.off_raster},
          {"out_of_order", column.counts.out_of_order},
          {"negatives", column.negatives},
          {"first_negative_at", place_json(column.first_negative)},
          {"zero_days", column.zero_days},
          {"estimated", column.estimated}};
}

Json changes_json(const meters::MeterReport& report) {
  Json changes = Json::array();
  for (const meters::ClockChange& change : report.clock_changes) {
    changes.push_back({{"time", instant(change.time_s)},
                       {"shift_s", change.shift_s},
                       {"dropped_readings", change.dropped},
                       {"columns_given_twice", change.given_twice},
                       {"columns_given_once", change.given_once}});
  }
  return changes;
}

}  // namespace

std::string meter_json(const meters::MeterReport& report, const std::string& file) {
  Json columns = Json::array();
  for (const meters::ColumnReport& column : report.columns) {
    columns.push_back(column_json(column, report.raster.step_s));
  }
  const Json json{{"table", file},
                  {"files", files_json(report)},
                  {"conventions", conventions_json(report.conventions)},
                  {"unit", is_power(report.conventions.unit.value) ? "kW" : "kWh"},
                  {"begin", instant(report.raster.begin_s)},
                  {"end", instant(report.raster.end_s())},
                  {"step_s", report.raster.step_s},
                  {"homes", report.homes},
                  {"sorted_rows", report.sorted},
                  {"empty_cells", report.empty_cells()},
                  {"negatives", report.negatives()},
                  {"clock_changes", changes_json(report)},
                  {"columns", std::move(columns)},
                  {"suspicions", report.suspicions},
                  {"scenario", yaml_block(report, file)}};
  return json.dump(2) + '\n';
}

}  // namespace peerwatt::tools
