#include "tools/peerwatt/command_line.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

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
  // The range is told when it is missed; in the help it would push the text aside.
  if (text.range) {
    option->check(CLI::Range(text.range->least, text.range->most).description(""));
  }
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

namespace {

std::vector<std::string> names_of(std::span<const Command> commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.emplace_back(command.name);
  return names;
}

// What stands before the command.
void check_option_of_program(const ProgramText& program, const std::string& word) {
  const std::vector<std::string> known{"--help", "--version", "-h"};
  if (std::find(known.begin(), known.end(), word) != known.end()) return;
  const std::string name = word.substr(0, word.find('='));
  throw InputError{
      fmt::format("{}: no such option{}\noptions of a command stand behind it: `{} "
                  "COMMAND --help` lists them",
                  name, did_you_mean(name, known), program.name)};
}

// CLI11 would only say that an argument was not expected.
void check_command(const ProgramText& program, std::span<const Command> commands, int argc,
                   char** argv) {
  if (argc < 2) return;
  const std::string word = argv[1];
  const std::vector<std::string> names = names_of(commands);
  if (word.starts_with('-')) return check_option_of_program(program, word);
  if (std::find(names.begin(), names.end(), word) != names.end()) return;
  throw InputError{fmt::format("{}: no such command{}\n{} knows {}; `{} --help` says what they do",
                               word, did_you_mean(word, names), program.name,
                               fmt::join(names, ", "), program.name)};
}

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// CLI11 takes `-force` for `-f -o rce`, and would overwrite a file of that name.
void refuse_single_dashes(const CLI::App& app, int argc, char** argv) {
  if (argc < 2) return;
  const std::string name = argv[1];
  const auto is_named = [&](const CLI::App* command) { return command->get_name() == name; };
  Diagnostics complaints;
  for (const CLI::App* command : app.get_subcommands(is_named)) {
    const std::vector<std::string> known = long_options(*command);
    for (const std::string word : std::span{argv + 2, argv + argc}) {
      const std::string meant = '-' + word.substr(0, word.find('='));
      if (std::find(known.begin(), known.end(), meant) == known.end()) continue;
      complaints.add({}, fmt::format("{}: no such option (did you mean {}?)", word, meant));
    }
  }
  complaints.throw_if_any();
}

std::string complaint_about(const std::string& word, const CLI::App& command) {
  if (word.size() < 2 || !word.starts_with('-')) return word + ": an argument too many";
  const std::string name = word.substr(0, word.find('='));
  const std::string advice =
      word.starts_with("--") ? did_you_mean(name, long_options(command)) : std::string{};
  return fmt::format("{}: no such option{}", name, advice);
}

// What a command was given beyond what it knows.
void refuse_extras(const CLI::App& app) {
  Diagnostics complaints;
  for (const CLI::App* command : app.get_subcommands()) {
    for (const std::string& word : app.remaining(true)) {
      complaints.add({}, complaint_about(word, *command));
    }
    complaints.add(
        {}, fmt::format("`{} {} --help` lists the options", app.get_name(), command->get_name()));
  }
  complaints.throw_if_any();
}

}  // namespace

ExitCode do_command(const ProgramText& program, std::span<const Command> commands, int argc,
                    char** argv) {
  CLI::App app{program.about, program.name};
  app.set_version_flag("--version", program.version);
  app.require_subcommand(1);
  check_command(program, commands, argc, argv);
  Action chosen;
  for (const Command& command : commands) {
    CLI::App* added = app.add_subcommand(command.name, command.about);
    added->callback([&chosen, action = command.add(*added)] { chosen = action; });
  }
  app.footer(program.where_to_read);
  refuse_single_dashes(app, argc, argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError& error) {
    refuse_extras(app);
    return app.exit(error) == 0 ? ExitCode::kSuccess : ExitCode::kBadInput;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::kSuccess : ExitCode::kBadInput;
  }
  return chosen(joined(argc, argv));
}

}  // namespace peerwatt::tools
