#pragma once

#include <filesystem>
#include <string>

namespace peerwatt::config {

// The folder under which everything must lie that a scenario makes the program read.
struct AllowedFolder {
  std::filesystem::path folder = {};  // empty: there is no such limit

  // Why a path may not be read, links in it followed: empty, or `FILE lies outside of FOLDER ...`.
  std::string problem(const std::filesystem::path& path) const;
};

}  // namespace peerwatt::config
