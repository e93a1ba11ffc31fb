#pragma once

#include <string>

#include "engine/core/diagnostics.hpp"

#include "engine/config/node.hpp"

namespace peerwatt::config {

// One `--set key=value`. The key is a path (`prosumers[0].count` or `prosumers.0.count`), the value
// is YAML; it is merged in as an extending file would be. Paths in it start at the working folder.
struct Override {
  std::string key;
  std::string value;
};

// Changes the tree; complains of keys that lead nowhere and values that are not YAML.
void apply(const Override& override, Node& root, Diagnostics& complaints);

}  // namespace peerwatt::config
