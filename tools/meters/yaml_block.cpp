#include "tools/meters/yaml_block.hpp"

#include <filesystem>
#include <iterator>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::meters {
namespace {

constexpr std::int64_t kDayS = 86400;
constexpr std::size_t kWidth = 100;

std::string quoted(const std::string& text) {
  std::string yaml = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') yaml += '\\';
    yaml += c;
  }
  return yaml + '"';
}

// Homes that have the same devices, by the names of their columns.
struct Group {
  const char* name;
  std::vector<std::string> loads;
  std::vector<std::string> generation;  // as many as loads, or none
};

std::vector<Group> groups_of(const MeterReport& report) {
  std::map<std::string, std::string> generation;  // of homes
  for (const ColumnReport& column : report.columns) {
    if (column.flow == Flow::kGeneration) generation[column.home] = column.name;
  }
  Group plain{"homes", {}, {}}, solar{"homes_with_pv", {}, {}};
  for (const ColumnReport& column : report.columns) {
    if (column.flow != Flow::kLoad) continue;
    const auto found = generation.find(column.home);
    Group& group = found == generation.end() ? plain : solar;
    group.loads.push_back(column.name);
    if (found != generation.end()) group.generation.push_back(found->second);
  }
  std::vector<Group> groups;
  for (Group* group : {&plain, &solar}) {
    if (!group->loads.empty()) groups.push_back(std::move(*group));
  }
  return groups;
}

// All columns by a star, or those of a flow in lines of some length.
std::string columns_yaml(const std::vector<std::string>& names, bool is_all) {
  if (is_all) return "\"*\"";
  std::string text = "[";
  std::size_t width = 16;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = quoted(names[i]) + (i + 1 < names.size() ? "," : "");
    width += name.size() + 1;
    if (i > 0) text += width > kWidth ? "\n        " : " ";
    if (width > kWidth) width = name.size() + 9;
    text += name;
  }
  return text + "]";
}

// The days of 24 hours from the first midnight of the zone on.
void add_clock(const MeterReport& report, std::string& text) {
  const profiles::WallClock clock{report.conventions.time_zone.value};
  const std::int64_t civil_s = clock.civil_seconds(SimTime::from_seconds(report.raster.begin_s));
  const SimTime start = clock.read((civil_s + kDayS - 1) / kDayS * kDayS).first;
  const std::int64_t days = (report.raster.end_s() - start.seconds()) / kDayS;
  const std::int64_t step_s = report.raster.step_s;
  const bool fits = step_s >= 60 && step_s <= 3600 && kDayS % step_s == 0;  // a slot
  if (days < 1) return;
  fmt::format_to(std::back_inserter(text),
                 "clock: {{start: \"{}\", days: {}, slot_s: {}, time_zone: {}}}\n",
                 format_utc(start), days, fits ? step_s : 1800, clock.zone());
}

void add_repairs(const MeterReport& report, std::string& text) {
  const auto add = [&](const char* key, std::int64_t count, const char* what) {
    if (count == 0) return;
    fmt::format_to(std::back_inserter(text),
                   "    {}: error  # {} {}; or `interpolate`, or `zero`\n", key, count, what);
  };
  add("gaps", report.empty_cells(), "empty cells");
  add("negatives", report.negatives(), "negative values");
}

void add_group(const Group& group, const std::string& profile, bool is_all, std::string& text) {
  fmt::format_to(std::back_inserter(text),
                 "  - name: {}\n"
                 "    count: {}\n"
                 "    load:\n"
                 "      profile: {}\n"
                 "      columns: {}\n",
                 group.name, group.loads.size(), quoted(profile),
                 columns_yaml(group.loads, is_all));
  if (group.generation.empty()) return;
  fmt::format_to(std::back_inserter(text),
                 "    pv:\n"
                 "      capacity_kw: 1  # the columns are of whole homes, not per kW\n"
                 "      profile: {}\n"
                 "      columns: {}\n",
                 quoted(profile), columns_yaml(group.generation, false));
}

}  // namespace

std::string yaml_block(const MeterReport& report, const std::string& file) {
  const std::string name = std::filesystem::path{file}.stem().string();
  std::string text;
  add_clock(report, text);
  fmt::format_to(std::back_inserter(text),
                 "profiles:\n"
                 "  - name: {}\n"
                 "    file: {}\n"
                 "    time_column: time\n"
                 "    time_format: utc\n"
                 "    stamp: start\n"
                 "    step_s: {}\n"
                 "    unit: {}\n",
                 quoted(name), quoted(file), report.raster.step_s,
                 is_power(report.conventions.unit.value) ? "kw" : "kwh");
  add_repairs(report, text);
  const std::vector<Group> groups = groups_of(report);
  if (!groups.empty()) text += "prosumers:\n";
  for (const Group& group : groups) {
    add_group(group, name, group.loads.size() == report.columns.size(), text);
  }
  return text;
}

}  // namespace peerwatt::meters
