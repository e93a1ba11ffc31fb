#include "tools/peerwatt/settings.hpp"

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/command_line.hpp"

namespace peerwatt::tools {

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  add_option(command,
             {"--set", "Change a parameter: key=value, as in YAML; repeatable", "KEY=VALUE"},
             settings);
}

void add_only_under(CLI::App& command, std::filesystem::path& folder) {
  add_option(command,
             {"--only-under", "Refuse what the scenario reads outside of this folder", "FOLDER"},
             folder);
}

std::vector<config::Override> parse_settings(const std::vector<std::string>& settings) {
  std::vector<config::Override> overrides;
  Diagnostics diagnostics;
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    if (sign == std::string::npos || sign == 0) {
      diagnostics.add({}, "--set " + setting + ": key=value expected");
    } else {
      overrides.push_back({setting.substr(0, sign), setting.substr(sign + 1)});
    }
  }
  diagnostics.throw_if_any();
  return overrides;
}

}  // namespace peerwatt::tools
