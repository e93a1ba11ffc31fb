#pragma once

#include <cstddef>
#include <filesystem>

#include "engine/config/studies/study.hpp"

#include "agents/scenario_files/load_scenario.hpp"

namespace peerwatt::scenario {

// Reads a study of scenarios. Throws InputError with everything wrong with the study itself;
// whether its changes make scenarios, load_variant tells.
config::Study read_study(const std::filesystem::path& file);

// Throws InputError with everything wrong with the variant; what the study gives, where it does so.
LoadedScenario load_variant(const config::Study& study, std::size_t index);

}  // namespace peerwatt::scenario
