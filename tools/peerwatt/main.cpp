#include <csignal>
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "tools/peerwatt/build_info.hpp"
#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {
namespace {

constexpr const char* kAbout =
    "peerwatt simulates grid-influenced peer-to-peer energy trading.\n"
    "Exit codes: 0 done, 1 could not be done (disk, permissions), 2 something is wrong with the\n"
    "input, 130 interrupted.";

std::string joined(int count, char** words) {
  std::string line;
  for (int i = 0; i < count; ++i) line += (i == 0 ? "" : " ") + std::string{words[i]};
  return line;
}

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  command.add_option("--set", settings, "Change a parameter: key=value, as in YAML; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

void add_run(CLI::App& app, RunArguments& arguments) {
  CLI::App* command = app.add_subcommand("run", "Run a scenario and write its trace");
  command->add_option("scenario", arguments.scenario, "Scenario file (YAML)")->required();
  command->add_option("-o,--output", arguments.output,
                      "Trace file [runs/<name of the scenario>.h5]");
  command->add_flag("-f,--force", arguments.force, "Overwrite an existing trace");
  add_settings(*command, arguments.settings);
  command->add_option("--seed", arguments.seed, "Short for --set seed=N")->type_name("N");
  command->add_flag("-q,--quiet", arguments.quiet, "No progress and no table");
}

void add_validate(CLI::App& app, ValidateArguments& arguments) {
  CLI::App* command =
      app.add_subcommand("validate", "Check a scenario and everything it refers to");
  command->add_option("scenario", arguments.scenario, "Scenario file (YAML)")->required();
  command->add_flag("--print", arguments.print, "Write the resolved scenario, which runs as it is");
  add_settings(*command, arguments.settings);
}

void add_schema(CLI::App& app, SchemaArguments& arguments) {
  CLI::App* command =
      app.add_subcommand("schema", "Write the JSON Schema of scenario files, for editors");
  command->add_option("--docs", arguments.docs,
                      "Rewrite the parameter tables of this Markdown file instead");
}

ExitCode dispatch(const CLI::App& app, const RunArguments& run_arguments,
                  const ValidateArguments& validate_arguments,
                  const SchemaArguments& schema_arguments) {
  if (app.got_subcommand("run")) return run(run_arguments);
  if (app.got_subcommand("validate")) return validate(validate_arguments);
  return schema(schema_arguments);
}

int complain(const std::exception& error, ExitCode code) {
  fmt::print(stderr, "{}\n", error.what());
  return static_cast<int>(code);
}

int main_of(int argc, char** argv) {
  CLI::App app{kAbout, "peerwatt"};
  app.set_version_flag("--version", std::string{"peerwatt "} + build_info::kVersion + " (" +
                                        build_info::kGitCommit + ")");
  app.require_subcommand(1);
  RunArguments run_arguments;
  ValidateArguments validate_arguments;
  SchemaArguments schema_arguments;
  run_arguments.command_line = joined(argc, argv);
  add_run(app, run_arguments);
  add_validate(app, validate_arguments);
  add_schema(app, schema_arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(ExitCode::kBadInput);
  }
  return static_cast<int>(dispatch(app, run_arguments, validate_arguments, schema_arguments));
}

}  // namespace
}  // namespace peerwatt::tools

int main(int argc, char** argv) {
  using namespace peerwatt;
  using tools::ExitCode;
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is then an error like a full disk
  try {
    return tools::main_of(argc, argv);
  } catch (const InputError& error) {
    return tools::complain(error, ExitCode::kBadInput);
  } catch (const OutputError& error) {
    return tools::complain(error, ExitCode::kFailure);
  } catch (const std::bad_alloc&) {
    return tools::complain(
        OutputError{"out of memory: run fewer prosumers, or trace.level summary"},
        ExitCode::kFailure);
  } catch (const std::exception& error) {
    fmt::print(stderr, "peerwatt: internal error: {}\nPlease report this.\n", error.what());
    return static_cast<int>(ExitCode::kFailure);
  }
}
