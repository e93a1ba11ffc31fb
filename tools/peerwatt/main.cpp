#include <array>
#include <csignal>
#include <string>

#include "tools/peerwatt/build_info.hpp"
#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/crashes.hpp"
#include "tools/peerwatt/failures.hpp"
#include "tools/peerwatt/streams.hpp"

namespace peerwatt::tools {
namespace {

constexpr const char* kAbout =
    "peerwatt simulates grid-influenced peer-to-peer energy trading.\n"
    "Exit codes: 0 done, 1 could not be done (disk, permissions), 2 something is wrong with the\n"
    "input, 130 interrupted.";

constexpr const char* kWhereToRead =
    "`peerwatt COMMAND --help` lists the options of a command. Where to read on: README.md for a\n"
    "first run, docs/configuration.md for scenarios, docs/studies.md for sweep and compare,\n"
    "docs/orders.md for clear and audit, docs/verification.md for verify, docs/network.md for "
    "network,\ndocs/profiles.md for import.";

constexpr auto kCommands = std::to_array<Command>({
    {"run", "Run a scenario and write its trace", run_command},
    {"validate", "Check a scenario and everything it refers to", validate_command},
    {"sweep", "Run all variants of a study, and compare them", sweep_command},
    {"compare", "Compare runs by their traces", compare_command},
    {"verify", "Recompute what a run claims, from its trace alone", verify_command},
    {"migrate", "Bring scenarios and studies to the format of today", migrate_command},
    {"schema", "Write the JSON Schema of scenario files, for editors", schema_command},
    {"network", "Inspect a feeder: what it is, and its power flow", network_command},
    {"import", "Turn files of meters into a profile table", import_command},
    {"clear", "Clear a file of orders by a market rule", clear_command},
    {"audit", "Search what lies about orders would gain under a market rule", audit_command},
});

ExitCode main_of(int argc, char** argv) {
  const ProgramText program{.name = "peerwatt",
                            .about = kAbout,
                            .version = std::string{"peerwatt "} + build_info::kVersion + " (" +
                                       build_info::kGitCommit + ")",
                            .where_to_read = kWhereToRead};
  return do_command(program, kCommands, argc, argv);
}

// Ahead of what libraries construct before main, as yaml-cpp and CLI11 ask for memory there.
using Initializer = void (*)();
[[gnu::section(".preinit_array"), gnu::used]] const Initializer before_libraries =
    end_crashes_in_order;

}  // namespace
}  // namespace peerwatt::tools

int main(int argc, char** argv) {
  using namespace peerwatt::tools;
  prepare_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is then an error like a full disk
  return static_cast<int>(finish_output(outcome_of([&] { return main_of(argc, argv); })));
}
