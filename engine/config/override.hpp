#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/config/node.hpp"

namespace peerwatt::config {

// One `--set key=value`: the value is YAML, paths in it start at the working folder.
struct Override {
  std::string key;
  std::string value;
};

// The steps of a path like `prosumers[0].count` or `prosumers.0.count`: prosumers, 0, count. Empty
// if it is not a path.
std::vector<std::string> steps_of(const std::string& path);

// A change is an entry whose key is a path. It is merged into the tree as an extending file would
// be; complains of keys that lead nowhere.
void apply(const Entry& change, Node& root, Diagnostics& complaints);

// What overrides ask for, without lines; complains of values that are not YAML.
std::vector<Entry> changes_of(std::span<const Override> overrides, Diagnostics& complaints);

}  // namespace peerwatt::config
