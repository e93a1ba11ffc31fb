#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "tools/peerwatt/command.hpp"

// CLI11 stays behind this header: every file that includes it takes seconds to compile.
namespace peerwatt::tools {

enum class Need { kOptional, kRequired };

// Whole numbers, both ends included.
struct ValueRange {
  std::uint64_t least;
  std::uint64_t most;
};

struct OptionText {
  std::string name;  // `-o,--output`; without dashes, an argument told by its place
  std::string help;
  std::string value_name = {};  // in the help; empty: the kind of the value
  Need need = Need::kOptional;
  std::optional<ValueRange> range = {};
};

// Puts what is given into `value`: a text, a path, a number, an optional of these, or a list. A
// list with dashes takes one value each time that it is named.
template <class Value>
void add_option(CLI::App& command, const OptionText& text, Value& value);

void add_flag(CLI::App& command, const OptionText& text, bool& value);

// Shown below the options.
void add_footer(CLI::App& command, const std::string& text);

struct Command {
  const char* name;
  const char* about;
  Action (*add)(CLI::App& command);
};

struct ProgramText {
  std::string name;
  std::string about;
  std::string version;
  std::string where_to_read;  // below the list of commands
};

// Does what the command line asks for; what is wrong with it is said on standard error, or thrown
// as an InputError with what was probably meant.
ExitCode do_command(const ProgramText& program, std::span<const Command> commands, int argc,
                    char** argv);

}  // namespace peerwatt::tools
