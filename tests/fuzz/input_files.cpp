#include "tests/fuzz/input_files.hpp"

#include <algorithm>
#include <fstream>

namespace peerwatt::fuzz {
namespace {

constexpr std::string_view kMark = "--- ";
constexpr std::string_view kEnding = ".csv";

bool is_plain_name(std::string_view name) {
  if (!name.ends_with(kEnding) || name.size() > 40) return false;
  name.remove_suffix(kEnding.size());
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

void write_file(const std::filesystem::path& file, std::string_view text) {
  std::ofstream{file, std::ios::binary} << text;
}

void write_files(const std::filesystem::path& folder, std::string_view input) {
  while (input.starts_with(kMark)) {
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string_view name = input.substr(kMark.size(), line - kMark.size());
    input.remove_prefix(std::min(line + 1, input.size()));
    const std::size_t end = input.starts_with(kMark) ? 0 : input.find("\n--- ");
    const std::size_t size = end == 0 ? 0 : std::min(end, input.size() - 1) + 1;
    if (is_plain_name(name)) write_file(folder / name, input.substr(0, size));
    input.remove_prefix(std::min(size, input.size()));
  }
}

}  // namespace peerwatt::fuzz
