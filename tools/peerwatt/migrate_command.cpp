#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "engine/config/migration/migration.hpp"

#include "agents/scenario_files/scenario_parameters.hpp"

#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/text_file.hpp"

namespace peerwatt::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{64} << 20;  // that scenarios may have

struct MigrateArguments {
  std::vector<fs::path> files;
  bool is_dry_run = false;
  bool to_stdout = false;
  fs::path output;
};

struct Migrated {
  fs::path file;
  config::Migration migration;
};

// All files are read before one is written: where one is wrong, none is changed.
std::vector<Migrated> migrated(const std::vector<fs::path>& files) {
  const std::vector<config::Parameter> parameters = scenario::scenario_parameters();
  std::vector<Migrated> all;
  Diagnostics complaints;
  for (const fs::path& file : files) {
    try {
      const InputText read = input_file_text(file, {.largest = kLargestFile});
      const auto source = std::make_shared<const config::Source>(
          config::Source{file.string(), file.parent_path(), read.sha256});
      all.push_back({file, config::migrate(read.text, source, parameters)});
    } catch (const InputError& error) {
      const bool has_place = !error.diagnostics().front().position.file.empty();
      complaints.add(has_place ? error
                               : InputError{fmt::format("{}: {}", file.string(), error.what())});
    }
  }
  complaints.throw_if_any();
  return all;
}

void check(const MigrateArguments& arguments) {
  const bool has_output = !arguments.output.empty();
  if (static_cast<int>(arguments.is_dry_run) + static_cast<int>(arguments.to_stdout) +
          static_cast<int>(has_output) >
      1) {
    throw InputError{"--dry-run, --output and --stdout exclude each other"};
  }
  if ((has_output || arguments.to_stdout) && arguments.files.size() > 1) {
    throw InputError{fmt::format("{} takes one file (got {})", has_output ? "--output" : "--stdout",
                                 arguments.files.size())};
  }
  std::error_code ignored;
  if (has_output && fs::equivalent(arguments.output, arguments.files.front(), ignored)) {
    throw InputError{fmt::format("{}: is the file itself (without --output it is rewritten)",
                                 arguments.output.string())};
  }
  if (has_output &&
      fs::symlink_status(arguments.output, ignored).type() != fs::file_type::not_found) {
    throw InputError{fmt::format("{}: exists already; name another file, or remove it",
                                 arguments.output.string())};
  }
}

std::string report(const Migrated& one, std::string_view done) {
  std::string text;
  for (const Diagnostic& change : one.migration.changes) text += change.text() + '\n';
  return text + fmt::format("{}: {}\n", one.file.string(),
                            one.migration.changes.empty() ? "nothing to change" : done);
}

// A link stays one: what it leads to is rewritten.
void rewrite(const Migrated& one) {
  if (one.migration.changes.empty()) return;
  std::error_code error;
  const fs::path file = fs::canonical(one.file, error);
  write_file(error ? one.file : file, one.migration.text);
}

ExitCode migrate(const MigrateArguments& arguments) {
  check(arguments);
  for (const Migrated& one : migrated(arguments.files)) {
    if (arguments.to_stdout) {
      tell(report(one, "written to standard output"));
      print(one.migration.text);
    } else if (!arguments.output.empty()) {
      write_file(arguments.output, one.migration.text);
      print(report(one, fmt::format("written to {}", arguments.output.string())));
    } else if (arguments.is_dry_run) {
      print(report(one, "would be rewritten"));
    } else {
      rewrite(one);
      print(report(one, "rewritten"));
    }
  }
  return ExitCode::kSuccess;
}

}  // namespace

Action migrate_command(CLI::App& command) {
  const auto arguments = std::make_shared<MigrateArguments>();
  add_option(command,
             {.name = "files",
              .help = "Scenarios and studies (YAML), which are rewritten",
              .need = Need::kRequired},
             arguments->files);
  add_flag(command, {"--dry-run", "Say what would be changed, and write nothing"},
           arguments->is_dry_run);
  add_option(command, {"-o,--output", "Write the one file given to this one"}, arguments->output);
  add_flag(command, {"--stdout", "Write the one file given to standard output"},
           arguments->to_stdout);
  add_footer(command,
             "Keys that have other names now, and the version, are replaced where they stand;\n"
             "comments and layout stay, and each change is told. What a file extends is named by\n"
             "itself, too. The table of renamed keys is in docs/configuration.md.");
  return [arguments](const std::string&) { return migrate(*arguments); };
}

}  // namespace peerwatt::tools
