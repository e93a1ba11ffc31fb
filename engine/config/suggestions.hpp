#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/config/declared_parameters.hpp"

namespace peerwatt::config {

// Every key of a file and the sections that have it (`prosumers[].pv`; empty = top level).
class Vocabulary {
 public:
  Vocabulary() = default;
  explicit Vocabulary(std::span<const Parameter> parameters);

  // What to say of a key that a section with these keys does not have: the key that was probably
  // meant, or where the key belongs. Empty, or ` (...)`.
  std::string advice(const std::string& key, const std::vector<std::string>& section_keys) const;

 private:
  std::map<std::string, std::vector<std::string>> sections_;
};

}  // namespace peerwatt::config
