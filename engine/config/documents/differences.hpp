#pragma once

#include <span>
#include <string>
#include <vector>

namespace peerwatt::config {

// A parameter in which scenarios differ, with the value in each of them as YAML on one line; empty
// where a scenario does not have it.
struct Difference {
  std::string path;
  std::vector<std::string> values;
};

// Compares resolved scenarios, as print_scenario writes them, in the order of their parameters.
// Where lists of sections have other lengths, the whole list is the difference. Throws InputError
// for a text that is not YAML.
std::vector<Difference> differences(std::span<const std::string> scenarios);

}  // namespace peerwatt::config
