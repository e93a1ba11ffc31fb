#include "agents/scenario_files/load_scenario.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/files.hpp"
#include "engine/config/layers.hpp"
#include "engine/config/section_reader.hpp"

#include "agents/scenario_files/all_columns.hpp"
#include "agents/scenario_files/placed_notes.hpp"
#include "agents/scenario_files/scenario_parameters.hpp"

namespace peerwatt::scenario {
namespace {

using namespace config;

namespace fs = std::filesystem;

std::string absolute_folder(const fs::path& folder) {
  fs::path path = fs::absolute(folder.empty() ? fs::path{"."} : folder).lexically_normal();
  if (!path.has_filename() && path.has_relative_path()) path = path.parent_path();
  return path.string();
}

fs::path profile_path(const Scenario& scenario, const profiles::ProfileLayout& profile) {
  return (fs::path{scenario.data_dir} / profile.file).lexically_normal();
}

// Finds the profiles' files. A path that could not be read well stays empty.
void resolve_profiles(Scenario& scenario, Reading& reading) {
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    profiles::ProfileLayout& profile = scenario.profiles[i];
    if (profile.file.empty()) continue;
    profile.path = profile_path(scenario, profile);
    const std::string path = fmt::format("profiles[{}].file", i);
    const std::string outside = reading.allowed.problem(profile.path);
    if (!outside.empty()) {
      reading.complain(reading.positions.find(path), path, outside);
      continue;
    }
    const std::string problem = irregularity(profile.path);
    if (problem.empty()) continue;
    if (problem != "no such file") {
      reading.complain(reading.positions.find(path), path,
                       fmt::format("{}: {}", profile.path.string(), problem));
      continue;
    }
    reading.complain(reading.positions.find(path), path,
                     fmt::format("no such file: {} (data_dir is {}; --set data_dir=... changes it)",
                                 profile.path.string(), scenario.data_dir));
  }
}

bool concerns_any(const Inconsistency& found, const PathSet& failed) {
  return failed.has_related(found.path) ||
         std::any_of(found.others.begin(), found.others.end(),
                     [&](const std::string& other) { return failed.has_related(other); });
}

// The parameter itself, or one of the others that it is about, or what surrounds it: whichever was
// given.
SourcePosition position_of(const Inconsistency& found, const Positions& positions) {
  if (positions.knows(found.path)) return positions.find(found.path);
  for (const std::string& other : found.others) {
    if (positions.knows(other)) return positions.find(other);
  }
  return positions.find(found.path);
}

// What does not fit together, unless it may be the mere consequence of another mistake.
void add_inconsistencies(const Scenario& scenario, Reading& reading) {
  const PathSet failed{reading.failed};
  for (const Inconsistency& found : inconsistencies(scenario)) {
    if (concerns_any(found, failed)) continue;
    reading.complain(position_of(found, reading.positions), found.path, found.message);
  }
}

struct Limits {
  AllowedFolder extended;  // of what the file extends
  AllowedFolder data;      // of feeders and profiles
};

LoadedScenario load(const fs::path& file, std::span<const Entry> changes, Diagnostics complaints,
                    const Limits& limits) {
  Reading reading;
  reading.vocabulary = config::Vocabulary{scenario_parameters()};
  reading.allowed = limits.data;
  reading.complaints = std::move(complaints);
  Layers layers = read_layers(file, changes, reading.complaints, limits.extended);
  reading.files = std::move(layers.files);
  Scenario scenario;
  scenario.data_dir = file.parent_path().string();
  const SourcePosition start{file.string(), 1, 1};
  reading.positions.set("", start);
  parameters::SettingsSection<Scenario> section{scenario};
  read_section(reading, {layers.root, "", start}, section);
  scenario.data_dir = absolute_folder(scenario.data_dir);
  resolve_profiles(scenario, reading);
  name_all_columns(scenario, reading);
  add_inconsistencies(scenario, reading);
  reading.complaints.throw_sorted_if_any();
  std::vector<Diagnostic> notes = placed_notes(scenario, reading.positions, reading.files);
  notes.insert(notes.end(), reading.notes.begin(), reading.notes.end());
  notes = sorted_by_position(std::move(notes));
  return {std::move(scenario), std::move(reading.files), std::move(reading.positions),
          std::move(notes)};
}

}  // namespace

LoadedScenario load_scenario(const fs::path& file, std::span<const Override> overrides,
                             const AllowedFolder& allowed) {
  Diagnostics complaints;
  const std::vector<Entry> changes = changes_of(overrides, complaints);
  return load(file, changes, std::move(complaints), {allowed, allowed});
}

LoadedScenario load_changed(const fs::path& file, std::span<const Entry> changes,
                            const AllowedFolder& allowed) {
  return load(file, changes, {}, {{}, allowed});
}

Scenario read_resolved(const std::string& text, const std::string& name, const fs::path& data_dir) {
  const auto source = std::make_shared<const Source>(Source{name, {}});
  const Node root = read_yaml_text(text, source, kScenarioFormat);
  Reading reading;
  reading.vocabulary = config::Vocabulary{scenario_parameters()};
  const SourcePosition start{name, 1, 1};
  reading.positions.set("", start);
  Scenario scenario;
  parameters::SettingsSection<Scenario> section{scenario};
  read_section(reading, {root, "", start}, section);
  if (!data_dir.empty()) scenario.data_dir = absolute_folder(data_dir);
  for (profiles::ProfileLayout& profile : scenario.profiles) {
    profile.path = profile_path(scenario, profile);
  }
  add_inconsistencies(scenario, reading);
  reading.complaints.throw_sorted_if_any();
  return scenario;
}

}  // namespace peerwatt::scenario
