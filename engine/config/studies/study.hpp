#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/config/allowed_folder.hpp"
#include "engine/config/declared_parameters.hpp"
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
// is another question. The parameters are those of the scenarios that it varies.
Study read_study(const std::filesystem::path& file, std::span<const Parameter> parameters);

}  // namespace peerwatt::config
