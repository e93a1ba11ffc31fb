#pragma once

#include <filesystem>
#include <string>

namespace peerwatt::tools {

// In place of what was there, whole or not at all; throws OutputError. A trace, or another HDF5
// file, is not overwritten: InputError.
void write_file(const std::filesystem::path& file, const std::string& text);

}  // namespace peerwatt::tools
