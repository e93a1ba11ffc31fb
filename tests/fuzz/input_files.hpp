#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace peerwatt::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

void write_file(const std::filesystem::path& file, std::string_view text);

// Writes an input that holds several files: each begins with a line `--- name.csv`. Names are lower
// case letters and underscores, so that no file lies outside of the folder; others are left out.
void write_files(const std::filesystem::path& folder, std::string_view input);

}  // namespace peerwatt::fuzz
