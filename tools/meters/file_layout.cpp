#include "tools/meters/file_layout.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/letter_case.hpp"
#include "engine/core/shown_text.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/separator.hpp"

namespace peerwatt::meters {
namespace {

using Names = std::vector<std::string>;

constexpr int kHeaderSearch = 50;  // lines in which a header is searched for
constexpr std::size_t kNamesListed = 12;

std::optional<std::size_t> place_of(const Names& header, std::string_view name) {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

// The same without regard to letter case; `begins`: a name may have more behind it.
std::optional<std::size_t> place_like(const Names& header, std::string_view name,
                                      bool begins = false) {
  const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& one) {
    const std::string lower = lower_case(one);
    return begins ? lower.starts_with(name) : lower == name;
  });
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

bool take_ausgrid(const Names& header, TableLayout& layout) {
  const auto customer = place_like(header, "customer");
  const auto category = place_like(header, "consumption category");
  const auto date = place_like(header, "date");
  if (!customer || !category || !date) return false;
  layout.told = "Ausgrid wide rows";
  layout.home = customer;
  layout.time = *date;
  for (std::size_t i = *date + 1; i < header.size() && header[i].find(':') != header[i].npos; ++i) {
    layout.values.push_back(i);
  }
  return true;
}

bool take_london(const Names& header, TableLayout& layout) {
  const auto home = place_like(header, "lclid");
  const auto time = place_like(header, "datetime");
  const auto value = place_like(header, "kwh/hh", true);
  if (!home || !time || !value) return false;
  layout.told = "Low Carbon London long rows";
  layout.home = home;
  layout.time = *time;
  layout.values = {*value};
  return true;
}

bool take_pecan_street(const Names& header, TableLayout& layout) {
  const auto home = place_like(header, "dataid");
  const auto time = place_like(header, "local", true);
  if (!home || !time) return false;
  for (const char* circuit : {"use", "grid", "solar", "solar2"}) {
    if (const auto place = place_like(header, circuit)) layout.values.push_back(*place);
  }
  layout.told = "Pecan Street rows";
  layout.home = home;
  layout.time = *time;
  return !layout.values.empty();
}

struct Known {
  Layout layout;
  bool (*take)(const Names& header, TableLayout& layout);
};
constexpr std::array kKnown{Known{Layout::kAusgrid, take_ausgrid},
                            Known{Layout::kLondon, take_london},
                            Known{Layout::kPecanStreet, take_pecan_street}};

// The columns that the options name, all of which a header must have.
Names named_columns(const ImportOptions& options) {
  Names names;
  for (const std::string* name : {&options.home, &options.time, &options.clock}) {
    if (!name->empty()) names.push_back(*name);
  }
  names.insert(names.end(), options.values.begin(), options.values.end());
  names.insert(names.end(), options.generation.begin(), options.generation.end());
  return names;
}

bool take_named(const Names& header, const ImportOptions& options, TableLayout& layout) {
  const auto time = place_of(header, options.time);
  const Names wanted = named_columns(options);
  if (!time || !std::ranges::all_of(
                   wanted, [&](const auto& name) { return place_of(header, name).has_value(); })) {
    return false;
  }
  layout.layout = options.home.empty() ? Layout::kWide : Layout::kLong;
  layout.told =
      options.home.empty() ? "a row per time, a column per home" : "a row per home and time";
  layout.time = *time;
  if (!options.clock.empty()) layout.clock = place_of(header, options.clock);
  if (!options.home.empty()) layout.home = place_of(header, options.home);
  for (const auto* names : {&options.values, &options.generation}) {
    for (const std::string& name : *names) layout.values.push_back(*place_of(header, name));
  }
  std::ranges::sort(layout.values);
  if (!layout.values.empty()) return true;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (i != layout.time && layout.clock != i && layout.home != i) layout.values.push_back(i);
  }
  return true;
}

bool take(const Names& header, const ImportOptions& options, TableLayout& layout) {
  if (!options.time.empty()) return take_named(header, options, layout);
  for (const Known& known : kKnown) {
    if (options.layout && *options.layout != known.layout) continue;
    layout.layout = known.layout;
    layout.values.clear();
    if (known.take(header, layout)) return true;
  }
  return false;
}

struct Line {
  std::size_t begin = 0;
  int number = 1;
  char separator = ',';
  Names names;
};

// The lines that may be the header.
std::vector<Line> first_lines(const InputText& input, const ImportOptions& options) {
  const Names wanted = named_columns(options);
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (int number = 1; number <= kHeaderSearch && begin < input.text.size(); ++number) {
    const std::string_view line = csv::line_at(input.text, begin);
    const char separator = csv::separator_of(line, wanted).sign;
    std::string_view shown = line;
    if (shown.ends_with('\r')) shown.remove_suffix(1);
    lines.push_back({begin, number, separator, csv::names_in(shown, separator)});
    begin += line.size() + 1;
  }
  return lines;
}

std::string listed(const Names& names) {
  const std::size_t shown = std::min(names.size(), kNamesListed);
  return fmt::format(
      "{}{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
      shown < names.size() ? ", ..." : "");
}

// The likeliest header: the first line of several names.
const Line& likely_header(const std::vector<Line>& lines) {
  const auto found = std::ranges::find_if(lines, [](const Line& line) {
    return std::ranges::count_if(line.names, [](const auto& name) { return !name.empty(); }) > 1;
  });
  return found == lines.end() ? lines.front() : *found;
}

void complain(const InputText& input, const std::vector<Line>& lines, const ImportOptions& options,
              Diagnostics& diagnostics) {
  const Line& line = likely_header(lines);
  const SourcePosition position{input.path, line.number, 0};
  if (options.time.empty()) {
    diagnostics.add(
        position, fmt::format("the layout cannot be told from the columns: {}; give --time COLUMN, "
                              "and where a row has one home, --home COLUMN and --value COLUMN",
                              shown_line(listed(line.names))));
    return;
  }
  for (const std::string& name : named_columns(options)) {
    if (place_of(line.names, name)) continue;
    std::string hint = did_you_mean(name, line.names);
    if (hint.empty()) hint = "; the header has: " + shown_line(listed(line.names));
    diagnostics.add(position, fmt::format("no column '{}'{}", name, hint));
  }
}

// Every column that is read must have a name of its own.
void check_names(const InputText& input, const TableLayout& layout, Diagnostics& diagnostics) {
  for (const std::size_t column : layout.values) {
    const std::string& name = layout.header[column];
    const SourcePosition position{input.path, layout.header_line, 0};
    if (std::string problem = name_problem(name); !problem.empty()) {
      diagnostics.add_if_shown([&] {
        return Diagnostic{position, fmt::format("the name of column {} {}", column + 1, problem)};
      });
    } else if (place_of(layout.header, name) != column) {
      diagnostics.add_if_shown([&] {
        return Diagnostic{position, fmt::format("two columns are named '{}'", name)};
      });
    }
  }
}

}  // namespace

bool is_xml(const InputText& input) {
  return input.text[input.text.find_first_not_of(" \t\r\n")] == '<';
}

std::optional<TableLayout> find_layout(const InputText& input, const ImportOptions& options,
                                       Diagnostics& diagnostics) {
  std::vector<Line> lines = first_lines(input, options);
  TableLayout layout;
  for (Line& line : lines) {
    if (!take(line.names, options, layout)) continue;
    layout.separator = line.separator;
    layout.header_line = line.number;
    layout.header = std::move(line.names);
    layout.rows_begin =
        std::min(line.begin + csv::line_at(input.text, line.begin).size() + 1, input.text.size());
    check_names(input, layout, diagnostics);
    return layout;
  }
  complain(input, lines, options, diagnostics);
  return std::nullopt;
}

}  // namespace peerwatt::meters
