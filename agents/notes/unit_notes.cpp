#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "engine/core/letter_case.hpp"

#include "agents/notes/equipment.hpp"
#include "agents/notes/topics.hpp"

// Numbers that may have been given in another unit than they are read in.
namespace peerwatt::notes {
namespace {

using scenario::Scenario;

constexpr std::array<std::string_view, 6> kUnits{"w", "kw", "mw", "wh", "kwh", "mwh"};
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

// The words of a column's name, in lower case: load, kwh and hh of `Load [kWh/hh]`.
std::vector<std::string> words_of(std::string_view name) {
  const std::string text = lower_case(name);
  std::vector<std::string> words;
  for (std::size_t begin = text.find_first_of(kLetters); begin != text.npos;) {
    const std::size_t end = std::min(text.find_first_not_of(kLetters, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_of(kLetters, end);
  }
  return words;
}

// Whether a name has a unit, and not this one. A name of one word is no unit; kWh/h is kW.
bool names_another(std::string_view column, std::string_view unit) {
  const std::vector<std::string> words = words_of(column);
  if (words.size() < 2 || lower_case(column).find("kwh/h") != std::string::npos) return false;
  if (std::find(words.begin(), words.end(), unit) != words.end()) return false;
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
  });
}

using ProfileIndex = std::map<std::string_view, std::size_t>;  // by name

void note_columns(const std::string& path, const std::string& profile,
                  const std::vector<std::string>& columns, const Scenario& scenario,
                  const ProfileIndex& by_name, NoteList& notes) {
  const auto found = by_name.find(profile);
  if (found == by_name.end()) return;
  const profiles::ProfileLayout& layout = scenario.profiles[found->second];
  if (layout.scale != 1 || layout.unit == profiles::CellUnit::kPrice) return;
  const std::string_view unit = layout.unit == profiles::CellUnit::kKilowatt ? "kw" : "kwh";
  for (const std::string& column : columns) {
    if (!names_another(column, unit)) continue;
    notes.surprise(path, {fmt::format("profiles[{}].unit", found->second)},
                   "'{}' is read as {}, the unit of profile '{}' (give it the right unit, or a "
                   "scale that turns what the column holds into it)",
                   column, unit, profile);
    return;
  }
}

// Voltages given in V or percent, and rated voltages that are not those of the buses.
void note_voltages(const network::FeederDescription& feeder, NoteList& notes) {
  constexpr double kMostKv = 200, kLeastRatio = 0.5, kMostRatio = 2;
  const auto is_odd = [](double ratio) { return ratio < kLeastRatio || ratio > kMostRatio; };
  if (feeder.base_kv > kMostKv) {
    notes.surprise("network.feeder", {}, "base_kv is {}, in kV: higher than where homes are",
                   feeder.base_kv);
  }
  if (is_odd(feeder.source_voltage_pu)) {
    notes.surprise("network.feeder", {}, "the source holds {} times the nominal voltage",
                   feeder.source_voltage_pu);
  }
  const auto odd = std::find_if(feeder.lines.begin(), feeder.lines.end(),
                                [&](const auto& line) { return is_odd(line.tap_ratio); });
  if (odd == feeder.lines.end()) return;
  notes.surprise("network.feeder", {},
                 "the ratio of '{}' is {:.6g} times that of the nominal voltages of its buses",
                 odd->name, odd->tap_ratio);
}

}  // namespace

void note_units(const Scenario& scenario, NoteList& notes) {
  ProfileIndex by_name;
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    by_name.emplace(scenario.profiles[i].name, i);
  }
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const scenario::ProsumerGroup& group = scenario.prosumers[i];
    const std::string path = group_path(i);
    note_columns(path + ".load.columns", group.load.profile, group.load.columns, scenario, by_name,
                 notes);
    note_columns(path + ".pv.columns", group.pv.profile, group.pv.columns, scenario, by_name,
                 notes);
  }
  note_columns("other_customers.column", scenario.other_customers.profile,
               {scenario.other_customers.column}, scenario, by_name, notes);
  note_voltages(scenario.network.feeder, notes);
}

}  // namespace peerwatt::notes
