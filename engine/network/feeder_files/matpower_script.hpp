#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/network/feeder_files/matpower_expression.hpp"

namespace peerwatt::network {

// What a case file leaves behind when it has run.
struct MatpowerScript {
  std::map<std::string, Matrix> fields;             // of `mpc`, without that
  std::map<std::string, SourcePosition> positions;  // of the last statement that sets a field
  std::vector<std::string> unread_fields;           // texts and cell arrays, in their order
  std::string name;                                 // of the function
};

// Runs a MATPOWER case file (version 2): tables, scalars, and statements that calculate with whole
// columns, by numbers, the names of idx_bus, idx_brch and idx_gen, + - * / ^ (element by element
// too), and sin, cos, tan, acos, asin, sqrt, abs. So units that a file turns into MW and per unit
// at its end are applied. Throws InputError with file, line and column for everything else that a
// program could do: it is refused, not passed over.
MatpowerScript run_matpower_script(std::string_view text, const std::string& file);

}  // namespace peerwatt::network
