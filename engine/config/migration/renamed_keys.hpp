#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/config/declared_parameters.hpp"
#include "engine/config/node.hpp"

namespace peerwatt::config {

// A key, or a path like `leader.aim`, that names a parameter by an earlier name.
struct RenamedKey {
  SourcePosition position;
  std::string before;
  std::string now;
};

// Finds the earlier names of parameters in a tree.
class RenamedKeys {
 public:
  // Of a map whose keys are parameters; complains of those given by both names.
  void search(const Node& map, std::span<const Parameter> parameters);
  // Of a map whose keys are paths of parameters; each of their values is a list of values if
  // `Values::kLists`.
  enum class Values { kSingle, kLists };
  void search_paths(const Node& map, std::span<const Parameter> parameters, Values values);

  const std::vector<RenamedKey>& found() const { return found_; }
  const Diagnostics& complaints() const { return complaints_; }

 private:
  void search_value(const Node& value, const Parameter& parameter);

  std::vector<RenamedKey> found_;
  Diagnostics complaints_;
};

}  // namespace peerwatt::config
