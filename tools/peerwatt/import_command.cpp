#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "tools/meters/import.hpp"
#include "tools/meters/yaml_block.hpp"
#include "tools/peerwatt/command.hpp"
#include "tools/peerwatt/command_line.hpp"
#include "tools/peerwatt/meter_report_output.hpp"
#include "tools/peerwatt/streams.hpp"
#include "tools/peerwatt/terminal.hpp"
#include "tools/peerwatt/text_file.hpp"

namespace peerwatt::tools {
namespace {

namespace fs = std::filesystem;

struct ImportArguments {
  std::string action;
  std::vector<std::string> files;
  fs::path output;
  bool force = false;
  bool json = false;
  meters::ImportOptions options;
  // By their names.
  std::string layout, unit, stamp, date_order, decimal_mark, duplicates, off_raster, skipped_hour;
  std::optional<std::uint64_t> step_s;
};

template <class Value>
using Names = std::vector<std::pair<std::string, Value>>;

// The value of a name; none, and a complaint, where it is not known.
template <class Value, class Target>
void read_name(const char* option, const std::string& name, const Names<Value>& names,
               Target& target, Diagnostics& diagnostics) {
  if (name.empty()) return;
  std::vector<std::string> known;
  for (const auto& [one, value] : names) {
    if (one == name) {
      target = value;
      return;
    }
    known.push_back(one);
  }
  diagnostics.add({},
                  fmt::format("{}: must be {} (got '{}')", option, fmt::join(known, ", "), name));
}

void read_names(ImportArguments& arguments, Diagnostics& diagnostics) {
  using namespace meters;
  ImportOptions& options = arguments.options;
  read_name<Layout>("--layout", arguments.layout,
                    {{"ausgrid", Layout::kAusgrid},
                     {"london", Layout::kLondon},
                     {"pecan_street", Layout::kPecanStreet},
                     {"green_button", Layout::kGreenButton},
                     {"long", Layout::kLong},
                     {"wide", Layout::kWide}},
                    options.layout, diagnostics);
  read_name<Unit>("--unit", arguments.unit,
                  {{"kwh", Unit::kKilowattHour},
                   {"wh", Unit::kWattHour},
                   {"kw", Unit::kKilowatt},
                   {"w", Unit::kWatt}},
                  options.unit, diagnostics);
  read_name<profiles::StampAt>(
      "--stamp", arguments.stamp,
      {{"start", profiles::StampAt::kStart}, {"end", profiles::StampAt::kEnd}}, options.stamp,
      diagnostics);
  read_name<profiles::DateOrder>("--date-order", arguments.date_order,
                                 {{"day_first", profiles::DateOrder::kDayFirst},
                                  {"month_first", profiles::DateOrder::kMonthFirst}},
                                 options.date_order, diagnostics);
  read_name<profiles::DecimalMark>(
      "--decimal-mark", arguments.decimal_mark,
      {{"point", profiles::DecimalMark::kPoint}, {"comma", profiles::DecimalMark::kComma}},
      options.decimal_mark, diagnostics);
  read_name<Conflict>(
      "--duplicates", arguments.duplicates,
      {{"first", Conflict::kFirst}, {"last", Conflict::kLast}, {"mean", Conflict::kMean}},
      options.duplicates, diagnostics);
  const Names<OutOfPlace> drop{{"drop", OutOfPlace::kDrop}};
  read_name("--off-raster", arguments.off_raster, drop, options.off_raster, diagnostics);
  read_name("--skipped-hour", arguments.skipped_hour, drop, options.skipped_hour, diagnostics);
}

// Options that a layout does not look at, or needs.
void check_layout(const meters::ImportOptions& options, Diagnostics& diagnostics) {
  const bool names_columns = !options.time.empty();
  const auto layout = options.layout;
  const bool is_general = layout == meters::Layout::kLong || layout == meters::Layout::kWide;
  if (is_general && !names_columns)
    diagnostics.add({}, "--layout: long and wide need --time COLUMN");
  if (layout == meters::Layout::kLong && options.home.empty()) {
    diagnostics.add({}, "--layout: long needs --home COLUMN");
  }
  if (layout && !is_general && names_columns) {
    diagnostics.add({}, "--layout: a known layout has its own columns; leave out --time");
  }
  if (layout == meters::Layout::kWide && !options.home.empty()) {
    diagnostics.add({}, "--layout: wide has a column for each home; leave out --home");
  }
  const bool others = !options.home.empty() || !options.clock.empty() || !options.values.empty() ||
                      !options.generation.empty();
  if (others && !names_columns) {
    diagnostics.add({}, "--home, --clock, --value and --generation need --time COLUMN");
  }
  if (!options.home.empty() && options.values.empty() && options.generation.empty()) {
    diagnostics.add({}, "--home needs --value COLUMN, or --generation COLUMN");
  }
}

// The table replaces nothing unasked, and what is read never.
void require_new(const ImportArguments& arguments, Diagnostics& diagnostics) {
  std::error_code ignored;
  if (!fs::exists(arguments.output, ignored)) return;
  for (const std::string& file : arguments.files) {
    if (!fs::equivalent(arguments.output, file, ignored)) continue;
    diagnostics.add({}, fmt::format("{}: is read; name another file for --output", file));
    return;
  }
  if (arguments.force) return;
  diagnostics.add({},
                  fmt::format("{}: exists already; name another file for --output, or --force to "
                              "overwrite it",
                              arguments.output.string()));
}

ExitCode import(ImportArguments arguments) {
  if (arguments.action != "meters") {
    throw InputError{
        fmt::format("import: unknown action '{}'{}; write `peerwatt import meters FILE "
                    "-o TABLE`",
                    arguments.action, did_you_mean(arguments.action, {"meters"}))};
  }
  Diagnostics diagnostics;
  read_names(arguments, diagnostics);
  if (arguments.step_s) arguments.options.step_s = static_cast<std::int64_t>(*arguments.step_s);
  check_layout(arguments.options, diagnostics);
  require_new(arguments, diagnostics);
  diagnostics.throw_if_any();
  const meters::Imported imported = meters::import_meters(arguments.files, arguments.options);
  write_file(arguments.output, table_text(imported.table));
  const std::string table = arguments.output.string();
  if (arguments.json) {
    print(meter_json(imported.report, table));
  } else {
    print(meter_text(imported.report, text_width()));
    print(fmt::format("\n{} is written. In a scenario beside it:\n\n{}", table,
                      yaml_block(imported.report, arguments.output.filename().string())));
  }
  return ExitCode::kSuccess;
}

void add_conventions(CLI::App& command, ImportArguments& arguments) {
  meters::ImportOptions& options = arguments.options;
  add_option(command, {"--unit", "kwh, wh, kw or w", "UNIT"}, arguments.unit);
  add_option(command, {"--time-zone", "Zone of stamps without an offset; of the days told", "ZONE"},
             options.time_zone);
  add_option(command, {"--stamp", "What a stamp is of its interval: start or end", "END"},
             arguments.stamp);
  add_option(command,
             {.name = "--step",
              .help = "Length of an interval in seconds",
              .value_name = "SECONDS",
              .range = ValueRange{1, 86400}},
             arguments.step_s);
  add_option(command, {"--date-order", "day_first or month_first", "ORDER"}, arguments.date_order);
  add_option(command, {"--decimal-mark", "point or comma", "MARK"}, arguments.decimal_mark);
  add_option(command, {"--missing", "A marker of missing values, beside the usual ones", "TEXT"},
             options.missing);
  add_option(command,
             {"--duplicates", "Of two different values, keep: first, last or mean", "RULE"},
             arguments.duplicates);
  add_option(command, {"--off-raster", "drop: leave out readings between the steps", "RULE"},
             arguments.off_raster);
  add_option(command,
             {"--skipped-hour", "drop: leave out readings in hours that clocks skip", "RULE"},
             arguments.skipped_hour);
}

}  // namespace

Action import_command(CLI::App& command) {
  const auto arguments = std::make_shared<ImportArguments>();
  meters::ImportOptions& options = arguments->options;
  add_option(
      command,
      {"action", "meters: files of meters, CSV or Green Button XML", "meters", Need::kRequired},
      arguments->action);
  add_option(command, {"files", "Files of one layout", "FILE", Need::kRequired}, arguments->files);
  add_option(command, {"-o,--output", "Profile table to write (CSV)", "TABLE", Need::kRequired},
             arguments->output);
  add_flag(command, {"-f,--force", "Overwrite an existing table"}, arguments->force);
  add_flag(command, {"--json", "The report for programs, column by column"}, arguments->json);
  add_option(
      command,
      {"--layout", "ausgrid, london, pecan_street, green_button, long or wide [as the file shows]",
       "LAYOUT"},
      arguments->layout);
  add_option(command, {"--time", "Column of the stamps", "COLUMN"}, options.time);
  add_option(command, {"--clock", "Column of the time of day, where --time has dates", "COLUMN"},
             options.clock);
  add_option(command, {"--home", "Column of homes, where a row has one", "COLUMN"}, options.home);
  add_option(command, {"--value", "Column of values [wide: all others]", "COLUMN"}, options.values);
  add_option(command, {"--generation", "Column of what a home generates", "COLUMN"},
             options.generation);
  add_option(command, {"--name", "Name of the one home in the files", "NAME"}, options.name);
  add_conventions(command, *arguments);
  add_footer(
      command,
      "What neither the files nor the options say is an error, which names the option. Nothing\n"
      "is repaired: gaps stay empty cells. The layouts are in docs/profiles.md.");
  return [arguments](const std::string&) { return import(*arguments); };
}

}  // namespace peerwatt::tools
