#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
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

ExitCode schema(const std::filesystem::path& docs) {
  if (docs.empty()) {
    fmt::print("{}", config::json_schema());
  } else {
    write_file(docs, config::with_parameter_tables(read_file(docs)));
  }
  return ExitCode::kSuccess;
}

}  // namespace

Action schema_command(CLI::App& command) {
  const auto docs = std::make_shared<std::filesystem::path>();
  command.add_option("--docs", *docs, "Rewrite the parameter tables of this Markdown file instead");
  return [docs](const std::string&) { return schema(*docs); };
}

}  // namespace peerwatt::tools
