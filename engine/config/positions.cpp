#include "engine/config/positions.hpp"

namespace peerwatt::config {
SourcePosition Positions::find(std::string path) const {
  while (true) {
    const auto found = known_.find(path);
    if (found != known_.end()) return found->second;
    if (path.empty()) return {};
    path = enclosing(path);
  }
}

std::string enclosing(const std::string& path) {
  const std::size_t end = path.find_last_of(".[");
  return end == std::string::npos ? std::string{} : path.substr(0, end);
}

bool PathSet::has_related(const std::string& path) const {
  if (path.empty()) return !paths_.empty();
  for (std::string around = path; !around.empty(); around = enclosing(around)) {
    if (paths_.contains(around)) return true;
  }
  const auto has_within = [&](char separator) {
    const std::string start = path + separator;
    const auto next = paths_.lower_bound(start);
    return next != paths_.end() && next->starts_with(start);
  };
  return paths_.contains("") || has_within('.') || has_within('[');
}

}  // namespace peerwatt::config
