#pragma once

#include <string>
#include <vector>

#include "engine/config/declared_parameters.hpp"

namespace peerwatt::config {

// JSON Schema (draft-07) of a scenario file with these parameters, for editors. It knows keys,
// types, ranges, names and defaults; what must fit together is beyond it. The required parameters
// may come from a base file where there is an `extends`.
std::string json_schema(const std::vector<Parameter>& parameters);

}  // namespace peerwatt::config
