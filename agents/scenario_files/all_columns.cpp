#include "agents/scenario_files/all_columns.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "engine/profiles/meter_file.hpp"

namespace peerwatt::scenario {
namespace {

using Columns = std::vector<std::string>;

void name_columns(const Scenario& scenario, const std::string& path, const std::string& profile,
                  Columns& columns, config::Reading& reading) {
  if (std::find(columns.begin(), columns.end(), "*") == columns.end()) return;
  if (columns.size() > 1) {
    reading.complain(reading.positions.find(path), path,
                     "`*` stands for all columns; it stands alone");
    return;
  }
  const auto found = std::ranges::find(scenario.profiles, profile, &profiles::ProfileLayout::name);
  if (profile.empty() || found == scenario.profiles.end()) return;  // complained of as any name is
  if (found->path.empty() || !reading.allowed.problem(found->path).empty() ||
      !irregularity(found->path).empty()) {
    return;
  }
  try {
    columns = profiles::value_columns(*found);
  } catch (const InputError& error) {
    reading.complaints.add(error);
  }
}

}  // namespace

void name_all_columns(Scenario& scenario, config::Reading& reading) {
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    ProsumerGroup& group = scenario.prosumers[i];
    const std::string path = fmt::format("prosumers[{}]", i);
    name_columns(scenario, path + ".load.columns", group.load.profile, group.load.columns, reading);
    name_columns(scenario, path + ".pv.columns", group.pv.profile, group.pv.columns, reading);
  }
}

}  // namespace peerwatt::scenario
