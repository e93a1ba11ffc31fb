#include "agents/scenario_files/load_variant.hpp"

#include <vector>

#include "agents/scenario_files/scenario_parameters.hpp"

namespace peerwatt::scenario {

config::Study read_study(const std::filesystem::path& file) {
  return config::read_study(file, scenario_parameters());
}

LoadedScenario load_variant(const config::Study& study, std::size_t index) {
  std::vector<config::Entry> changes = study.common;
  const std::vector<config::Entry>& own = study.variants.at(index).changes;
  changes.insert(changes.end(), own.begin(), own.end());
  LoadedScenario loaded = load_changed(study.base, changes, study.allowed);
  loaded.files.push_back({study.file, study.sha256});
  return loaded;
}

}  // namespace peerwatt::scenario
