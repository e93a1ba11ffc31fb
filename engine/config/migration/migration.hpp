#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/config/declared_parameters.hpp"
#include "engine/config/node.hpp"

namespace peerwatt::config {

// A file as its format is written today.
struct Migration {
  std::string text;
  std::vector<Diagnostic> changes;  // sorted by position; empty: it was written so already
};

// Brings a scenario or a study to the version of today: its version, and the keys that have other
// names now (`Field::formerly`), are replaced where they stand; every other byte stays. A study
// names parameters by their paths in `set`, `grid`, `zip` and `baseline`. Throws InputError with
// everything that cannot be read or replaced. Whether the values are right is another question.
Migration migrate(std::string_view text, const std::shared_ptr<const Source>& source,
                  std::span<const Parameter> parameters);

}  // namespace peerwatt::config
