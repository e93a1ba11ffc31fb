#pragma once

#include <string>

#include "engine/core/diagnostics.hpp"

#include "engine/config/node.hpp"

namespace peerwatt::config {

// Complains of keys of a map, as it stands in a file: given twice, `<<`, without a colon, and what
// a decimal comma leaves over.
void check_keys(const Node& map, const std::string& file, Diagnostics& complaints);

}  // namespace peerwatt::config
