#include "agents/scenario_files/print_scenario.hpp"

#include "engine/config/documents/print_settings.hpp"
#include "engine/config/files.hpp"

namespace peerwatt::scenario {

std::string print_scenario(const Scenario& scenario) {
  Scenario copy = scenario;  // a visitor may change what it is shown
  parameters::SettingsSection<Scenario> section{copy};
  return config::print_settings(section, config::kScenarioFormat);
}

}  // namespace peerwatt::scenario
