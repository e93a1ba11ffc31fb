#pragma once

#include <vector>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::parameters {

// The choices that the entries of a catalogue offer, in their order.
template <class Entries>
std::vector<Choice> choices_of(const Entries& entries) {
  std::vector<Choice> choices;
  for (const auto& entry : entries) choices.push_back({entry.name, entry.help});
  return choices;
}

}  // namespace peerwatt::parameters
