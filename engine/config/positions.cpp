#include "engine/config/positions.hpp"

namespace peerwatt::config {
namespace {

bool surrounds(const std::string& outer, const std::string& inner) {
  if (outer.empty() || outer == inner) return true;
  return inner.starts_with(outer) && (inner[outer.size()] == '.' || inner[outer.size()] == '[');
}

}  // namespace

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

bool related(const std::string& a, const std::string& b) {
  return surrounds(a, b) || surrounds(b, a);
}

}  // namespace peerwatt::config
