#pragma once

#include <string>

namespace peerwatt::config {

// JSON Schema (draft-07) of a scenario file, for editors. It knows keys, types, ranges, names and
// defaults; what must fit together is beyond it. The required parameters may come from a base file
// where there is an `extends`.
std::string json_schema();

}  // namespace peerwatt::config
