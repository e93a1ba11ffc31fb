#include <cstdio>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/config/json_schema.hpp"
#include "engine/config/parameter_tables.hpp"

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {
namespace {

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

}  // namespace

ExitCode schema(const SchemaArguments& arguments) {
  if (arguments.docs.empty()) {
    fmt::print("{}", config::json_schema());
  } else {
    write_file(arguments.docs, config::with_parameter_tables(read_file(arguments.docs)));
  }
  return ExitCode::kSuccess;
}

}  // namespace peerwatt::tools
