#include "engine/config/allowed_folder.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::config {

namespace fs = std::filesystem;

std::string AllowedFolder::problem(const fs::path& path) const {
  if (folder.empty()) return {};
  std::error_code error;
  const fs::path allowed = fs::canonical(folder, error);
  const fs::path found = error ? fs::path{} : fs::weakly_canonical(path, error);
  const auto ends = std::mismatch(allowed.begin(), allowed.end(), found.begin(), found.end());
  if (!error && ends.first == allowed.end()) return {};
  return fmt::format("{} lies outside of {} (--only-under)", path.string(), folder.string());
}

}  // namespace peerwatt::config
