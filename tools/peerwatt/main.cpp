#include <array>
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

struct Command {
  const char* name;
  const char* about;
  Action (*add)(CLI::App& command);
};

constexpr auto kCommands = std::to_array<Command>({
    {"run", "Run a scenario and write its trace", run_command},
    {"validate", "Check a scenario and everything it refers to", validate_command},
    {"schema", "Write the JSON Schema of scenario files, for editors", schema_command},
    {"clear", "Clear a file of orders by a market rule", clear_command},
    {"audit", "Search what lies about prices would gain under a market rule", audit_command},
});

int complain(const std::exception& error, ExitCode code) {
  fmt::print(stderr, "{}\n", error.what());
  return static_cast<int>(code);
}

int main_of(int argc, char** argv) {
  CLI::App app{kAbout, "peerwatt"};
  app.set_version_flag("--version", std::string{"peerwatt "} + build_info::kVersion + " (" +
                                        build_info::kGitCommit + ")");
  app.require_subcommand(1);
  Action chosen;
  for (const Command& command : kCommands) {
    CLI::App* added = app.add_subcommand(command.name, command.about);
    added->callback([&chosen, action = command.add(*added)] { chosen = action; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(ExitCode::kBadInput);
  }
  return static_cast<int>(chosen(joined(argc, argv)));
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
