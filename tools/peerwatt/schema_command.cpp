#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "engine/config/documents/json_schema.hpp"
#include "engine/config/documents/parameter_tables.hpp"

#include "agents/scenario_files/scenario_parameters.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/text_file.hpp"

namespace peerwatt::tools {
namespace {

ExitCode schema(const std::filesystem::path& docs) {
  if (docs.empty()) {
    print(config::json_schema(scenario::scenario_parameters()));
  } else {
    write_file(docs, config::with_generated_tables(input_file_text(docs).text,
                                                   scenario::scenario_parameters()));
  }
  return ExitCode::kSuccess;
}

}  // namespace

Action schema_command(CLI::App& command) {
  const auto docs = std::make_shared<std::filesystem::path>();
  add_option(command, {"--docs", "Rewrite the generated tables of this Markdown file instead"},
             *docs);
  return [docs](const std::string&) { return schema(*docs); };
}

}  // namespace peerwatt::tools
