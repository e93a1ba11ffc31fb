#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace peerwatt::tools {

// What the program tells the shell.
enum class ExitCode {
  kSuccess = 0,
  kFailure = 1,        // input right, but it could not be done: disk full, no permission
  kBadInput = 2,       // arguments, scenario, profiles, feeder
  kInterrupted = 130,  // ended by the user, as a shell reports SIGINT
};

// What a command does, once its arguments are read; it is told the whole command line.
using Action = std::function<ExitCode(const std::string& command_line)>;

// Each gives its command its options, and says what the command does.
Action run_command(CLI::App& command);
Action validate_command(CLI::App& command);
Action sweep_command(CLI::App& command);
Action compare_command(CLI::App& command);
Action schema_command(CLI::App& command);
Action clear_command(CLI::App& command);
Action audit_command(CLI::App& command);
Action verify_command(CLI::App& command);
Action migrate_command(CLI::App& command);
Action network_command(CLI::App& command);
Action import_command(CLI::App& command);

}  // namespace peerwatt::tools
