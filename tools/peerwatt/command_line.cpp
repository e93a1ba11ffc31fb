#include "tools/peerwatt/command_line.hpp"

#include <filesystem>
#include <vector>

#include <CLI/CLI.hpp>

namespace peerwatt::tools {
namespace {

std::string joined(int count, char** words) {
  std::string line;
  for (int i = 0; i < count; ++i) line += (i == 0 ? "" : " ") + std::string{words[i]};
  return line;
}

}  // namespace

template <class Value>
void add_option(CLI::App& command, const OptionText& text, Value& value) {
  CLI::Option* option = command.add_option(text.name, value, text.help);
  option->required(text.need == Need::kRequired);
  if (!text.value_name.empty()) option->type_name(text.value_name);
  if (text.range) option->check(CLI::Range(text.range->least, text.range->most));
  if (!option->get_positional()) option->allow_extra_args(false);
}

using Path = std::filesystem::path;
using Texts = std::vector<std::string>;
template void add_option(CLI::App&, const OptionText&, std::string&);
template void add_option(CLI::App&, const OptionText&, Path&);
template void add_option(CLI::App&, const OptionText&, std::vector<Path>&);
template void add_option(CLI::App&, const OptionText&, Texts&);
template void add_option(CLI::App&, const OptionText&, std::uint64_t&);
template void add_option(CLI::App&, const OptionText&, std::optional<std::string>&);
template void add_option(CLI::App&, const OptionText&, std::optional<std::int64_t>&);
template void add_option(CLI::App&, const OptionText&, std::optional<std::uint64_t>&);
template void add_option(CLI::App&, const OptionText&, std::optional<double>&);

void add_flag(CLI::App& command, const OptionText& text, bool& value) {
  command.add_flag(text.name, value, text.help);
}

void add_footer(CLI::App& command, const std::string& text) {
  command.footer(text);
}

ExitCode do_command(const ProgramText& program, std::span<const Command> commands, int argc,
                    char** argv) {
  CLI::App app{program.about, program.name};
  app.set_version_flag("--version", program.version);
  app.require_subcommand(1);
  Action chosen;
  for (const Command& command : commands) {
    CLI::App* added = app.add_subcommand(command.name, command.about);
    added->callback([&chosen, action = command.add(*added)] { chosen = action; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::kSuccess : ExitCode::kBadInput;
  }
  return chosen(joined(argc, argv));
}

}  // namespace peerwatt::tools
