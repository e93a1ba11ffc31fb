#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/load_scenario.hpp"
#include "engine/config/node.hpp"

namespace peerwatt::config {

// One run of a study.
struct Variant {
  std::string name;            // of its file: what sets it apart, in safe characters, unique
  std::vector<Entry> changes;  // its own, after those of all variants
  std::optional<std::size_t> baseline;  // index of the variant that it is compared with
};

// Many runs of one scenario, each with changes of its own; see docs/studies.md.
struct Study {
  std::filesystem::path file;
  std::string sha256;  // of the file's bytes
  std::string title;
  std::filesystem::path base;  // the scenario that is varied
  std::vector<Entry> common;   // changes of all variants
  std::vector<Variant> variants;
  AllowedFolder allowed = {};  // of feeders and profiles
};

// Throws InputError with everything wrong with the study itself. Whether its changes make scenarios
// is another question, see load_variant.
Study read_study(const std::filesystem::path& file);

// Throws InputError with everything wrong with the variant; what the study gives, where it does so.
LoadedScenario load_variant(const Study& study, std::size_t index);

}  // namespace peerwatt::config
