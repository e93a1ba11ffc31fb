#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/config/override.hpp"

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// The option `--set key=value`, which can be given many times.
void add_settings(CLI::App& command, std::vector<std::string>& settings);

// The option `--only-under FOLDER`.
void add_only_under(CLI::App& command, std::filesystem::path& folder);

// Throws InputError with every setting that has no `=`.
std::vector<config::Override> parse_settings(const std::vector<std::string>& settings);

}  // namespace peerwatt::tools
