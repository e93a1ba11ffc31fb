#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/input_file.hpp"

#include "engine/config/allowed_folder.hpp"
#include "engine/config/node.hpp"

namespace peerwatt::config {

struct Layers {
  Node root;  // of the scenario file, merged over the files it extends, with the changes in
  std::vector<FileRead> files;  // each once, bases before what extends them
};

// Complains of changes that cannot be made. Only what lies in the allowed folder may be extended.
// Throws InputError with everything wrong in the files'
// headers, `extends` and syntax: without them there is no tree to look at.
Layers read_layers(const std::filesystem::path& file, std::span<const Entry> changes,
                   Diagnostics& complaints, const AllowedFolder& allowed = {});

}  // namespace peerwatt::config
