#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "engine/config/node.hpp"

namespace peerwatt::config {

// The header that each file begins with: `format: peerwatt-...` and `version: ...`.
constexpr std::string_view kScenarioFormat = "peerwatt-scenario";
constexpr std::string_view kFeederFormat = "peerwatt-feeder";
constexpr std::string_view kStudyFormat = "peerwatt-study";

// The version of a format that is read and written. In version 2 of scenarios some keys have other
// names (`formerly` in their declarations).
constexpr int version_of(std::string_view format) {
  return format == kScenarioFormat ? 2 : 1;
}

// Reads a YAML file, checks its header and takes it off. Throws InputError; where the file cannot
// be read at all, the complaint stands at `named_at`.
Node read_yaml_file(const std::filesystem::path& path, std::string_view format,
                    const SourcePosition& named_at);

// The same of a text at hand.
Node read_yaml_text(std::string_view text, const std::shared_ptr<const Source>& source,
                    std::string_view format);

}  // namespace peerwatt::config
