#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::config {

// Where each parameter of a scenario was given, by its path (`prosumers[0].pv.share`).
class Positions {
 public:
  void set(const std::string& path, SourcePosition position) {
    known_.insert_or_assign(path, std::move(position));
  }
  bool knows(const std::string& path) const { return known_.contains(path); }
  // Of the parameter, or of the nearest part of the scenario around it that was given.
  SourcePosition find(std::string path) const;

 private:
  std::map<std::string, SourcePosition> known_;
};

// The path of what surrounds a parameter: `a[0].b` -> `a[0]` -> `a` -> ``.
std::string enclosing(const std::string& path);

// Paths of parameters, in which one is found in logarithmic time.
class PathSet {
 public:
  explicit PathSet(const std::vector<std::string>& paths) : paths_{paths.begin(), paths.end()} {}

  // Whether one of the paths is this one, or surrounds it, or stands within it.
  bool has_related(const std::string& path) const;

 private:
  std::set<std::string> paths_;
};

}  // namespace peerwatt::config
