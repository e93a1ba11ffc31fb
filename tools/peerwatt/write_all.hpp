#pragma once

#include <string_view>

namespace peerwatt::tools {

// Writes all bytes to what is open under a descriptor. Returns 0, or the errno of the first write
// that failed.
int write_all(int descriptor, std::string_view bytes);

}  // namespace peerwatt::tools
