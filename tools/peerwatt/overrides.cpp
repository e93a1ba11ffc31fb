#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

config::Override parse_override(const std::string& assignment) {
  const std::size_t sign = assignment.find('=');
  if (sign == std::string::npos || sign == 0) {
    throw InputError{"--set " + assignment + ": key=value expected"};
  }
  return {assignment.substr(0, sign), assignment.substr(sign + 1)};
}

std::vector<config::Override> parse_overrides(const std::vector<std::string>& assignments,
                                              const std::optional<std::int64_t>& seed) {
  std::vector<config::Override> overrides;
  Diagnostics diagnostics;
  for (const std::string& assignment : assignments) {
    try {
      overrides.push_back(parse_override(assignment));
    } catch (const InputError& error) {
      diagnostics.add(error);
    }
  }
  diagnostics.throw_if_any();
  if (seed) overrides.push_back({"seed", std::to_string(*seed)});
  return overrides;
}

}  // namespace peerwatt::tools
