#include "tools/peerwatt/text_file.hpp"

#include <fstream>
#include <iterator>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::tools {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) throw InputError{file.string() + ": cannot be read"};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

void write_file(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream{file, std::ios::binary};
  stream << text;
  stream.close();
  if (!stream) throw OutputError{file.string() + ": cannot be written"};
}

}  // namespace peerwatt::tools
