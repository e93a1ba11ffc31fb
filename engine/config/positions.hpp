#pragma once

#include <map>
#include <string>

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

// Whether one of the paths surrounds the other, or they are the same.
bool related(const std::string& a, const std::string& b);

}  // namespace peerwatt::config
