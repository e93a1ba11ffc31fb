#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/input_file.hpp"

#include "engine/config/allowed_folder.hpp"
#include "engine/config/override.hpp"
#include "engine/config/positions.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

struct LoadedScenario {
  Scenario scenario;
  std::vector<FileRead> files;  // read for it: scenario files and feeder
  config::Positions positions;
  std::vector<Diagnostic> notes;  // what will not do what it seems to, sorted by position
};

// Reads a scenario file, the files it extends, and the feeder; profiles are not read, but they must
// exist, and all lie in the allowed folder. Throws InputError with everything wrong, sorted by
// position.
LoadedScenario load_scenario(const std::filesystem::path& file,
                             std::span<const config::Override> overrides = {},
                             const config::AllowedFolder& allowed = {});

// The same with changes that know where they were asked for. What the file extends is named by the
// user, and may lie anywhere.
LoadedScenario load_changed(const std::filesystem::path& file,
                            std::span<const config::Entry> changes,
                            const config::AllowedFolder& allowed = {});

// Reads a resolved scenario, as a trace holds it; complaints name it `name`. The files of its
// profiles need not be there: a `path` leads into `data_dir`, or where that is empty into the
// scenario's own. Throws InputError with everything wrong.
Scenario read_resolved(const std::string& text, const std::string& name,
                       const std::filesystem::path& data_dir = {});

}  // namespace peerwatt::scenario
