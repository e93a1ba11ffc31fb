#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/override.hpp"

namespace peerwatt::tools {

// What the program tells the shell.
enum class ExitCode {
  kSuccess = 0,
  kFailure = 1,        // input right, but it could not be done: disk full, no permission
  kBadInput = 2,       // arguments, scenario, profiles, feeder
  kInterrupted = 130,  // ended by the user, as a shell reports SIGINT
};

// `--set key=value`; throws InputError where there is no `=`.
config::Override parse_override(const std::string& assignment);
std::vector<config::Override> parse_overrides(const std::vector<std::string>& assignments,
                                              const std::optional<std::int64_t>& seed = {});

struct RunArguments {
  std::filesystem::path scenario;
  std::filesystem::path output;  // empty: runs/<scenario>.h5
  bool force = false;
  bool quiet = false;
  std::vector<std::string> settings;
  std::optional<std::int64_t> seed;
  std::string command_line;
};
ExitCode run(const RunArguments& arguments);

struct ValidateArguments {
  std::filesystem::path scenario;
  bool print = false;
  std::vector<std::string> settings;
};
ExitCode validate(const ValidateArguments& arguments);

struct SchemaArguments {
  std::filesystem::path docs;  // a Markdown file whose tables are rewritten, or empty
};
ExitCode schema(const SchemaArguments& arguments);

}  // namespace peerwatt::tools
