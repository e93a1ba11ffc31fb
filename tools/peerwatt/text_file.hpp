#pragma once

#include <filesystem>
#include <string>

namespace peerwatt::tools {

std::string read_file(const std::filesystem::path& file);  // throws InputError
// In place of what was there. Throws OutputError.
void write_file(const std::filesystem::path& file, const std::string& text);

}  // namespace peerwatt::tools
