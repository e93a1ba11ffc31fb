#include "agents/scenario_files/changed_parameters.hpp"

#include <algorithm>
#include <array>

#include "engine/config/documents/differences.hpp"

#include "agents/scenario_files/print_scenario.hpp"

namespace peerwatt::scenario {
namespace {

using config::Difference;
using config::differences;

// Lists as long as those of the scenario, of items with nothing but defaults.
Scenario defaults_like(const Scenario& scenario) {
  Scenario defaults;
  defaults.profiles.resize(scenario.profiles.size());
  defaults.prosumers.resize(scenario.prosumers.size());
  defaults.cps.tariff.bands.resize(scenario.cps.tariff.bands.size());
  defaults.market.levels.resize(scenario.market.levels.size());
  defaults.faults.auctioneers.resize(scenario.faults.auctioneers.size());
  defaults.faults.late_announcements.resize(scenario.faults.late_announcements.size());
  return defaults;
}

}  // namespace

std::vector<std::string> changed_parameters(const Scenario& scenario) {
  Scenario without_feeder = scenario;
  without_feeder.network.feeder = {};
  const std::array<std::string, 2> texts{print_scenario(without_feeder),
                                         print_scenario(defaults_like(scenario))};
  std::vector<std::string> paths;
  for (Difference& difference : differences(texts)) paths.push_back(std::move(difference.path));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace peerwatt::scenario
