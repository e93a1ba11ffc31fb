#include "engine/profiles/meter_file.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/csv/cells.hpp"
#include "engine/csv/parser.hpp"
#include "engine/profiles/cell_values.hpp"

namespace peerwatt::profiles {
namespace {

struct Separator {
  char sign;
  std::string_view name;
};
constexpr std::array kSeparators{Separator{',', "commas"}, Separator{';', "semicolons"},
                                 Separator{'\t', "tabs"}, Separator{'|', "vertical bars"}};
constexpr int kHeaderSearch = 50;         // lines in which a header is sought
constexpr std::size_t kNamesListed = 12;  // of a header, in a complaint

using Names = std::vector<std::string>;

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

// The names in a line, one that stands twice included; none where its quotes are broken.
Names names_in(std::string_view line, char separator) {
  Names names;
  try {
    const auto parsed = csv::parse_cells(std::string{line}, "", separator);
    for (const csv::Cell& cell : parsed->cells) names.emplace_back(csv::trimmed(cell.text));
  } catch (const InputError&) {
    names.clear();
  }
  return names;
}

bool has(const Names& header, const std::string& name) {
  return std::find(header.begin(), header.end(), name) != header.end();
}

std::ptrdiff_t found_in(const Names& header, const Names& wanted) {
  return std::count_if(wanted.begin(), wanted.end(),
                       [&](const std::string& name) { return has(header, name); });
}

// The separator by which a line has most of the names; the one with most columns where it has none.
const Separator& separator_of(std::string_view line, const Names& wanted) {
  const auto rank = [&](const Separator& separator) {
    const Names names = names_in(line, separator.sign);
    return std::pair{found_in(names, wanted), names.size()};
  };
  return *std::max_element(
      kSeparators.begin(), kSeparators.end(),
      [&](const Separator& a, const Separator& b) { return rank(a) < rank(b); });
}

// The number of a later line that has all the names; 0: none of the next ones.
int header_line_below(std::string_view text, const Names& wanted) {
  std::size_t begin = 0;
  for (int line = 1; line <= kHeaderSearch; ++line) {
    if (line > 1) {
      const std::string_view candidate = line_at(text, begin);
      const Names names = names_in(candidate, separator_of(candidate, wanted).sign);
      if (found_in(names, wanted) == static_cast<std::ptrdiff_t>(wanted.size())) return line;
    }
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return 0;
    begin = end + 1;
  }
  return 0;
}

bool is_value(const std::string& name) {
  if (csv::parse_number(name)) return true;
  const auto digits =
      std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 8 && name.find_first_of("-/.:") != std::string::npos;  // a date
}

void complain_of_names(const std::string& file, const Names& header, const Separator& separator,
                       const Names& wanted, Diagnostics& diagnostics) {
  for (const std::string& name : wanted) {
    if (has(header, name)) continue;
    std::string hint = did_you_mean(name, header);
    if (hint.empty()) {
      const std::size_t shown = std::min(header.size(), kNamesListed);
      hint = fmt::format(
          "; the header, separated by {}, has: {}{}", separator.name,
          fmt::join(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
          shown < header.size() ? ", ..." : "");
    }
    diagnostics.add({file, 1, 0}, fmt::format("no column '{}'{}", name, hint));
  }
}

void refuse_header(const std::string& text, const std::string& file, const Names& header,
                   const Separator& separator, const Names& wanted, Diagnostics& diagnostics) {
  if (const int line = header_line_below(text, wanted); line > 0) {
    diagnostics.add({file, 1, 0},
                    fmt::format("the header must be the first line, but line {} names "
                                "the columns; remove the lines above it",
                                line));
  } else if (std::any_of(header.begin(), header.end(), is_value)) {
    diagnostics.add({file, 1, 0}, fmt::format("no header row: the first line has values ({}), not "
                                              "names of columns",
                                              fmt::join(header, ", ")));
  } else {
    complain_of_names(file, header, separator, wanted, diagnostics);
  }
}

Names wanted_names(const ProfileLayout& layout, std::span<const std::string> columns) {
  Names wanted{layout.time_column};
  if (!layout.clock_column.empty()) wanted.push_back(layout.clock_column);
  for (const std::string& column : columns) {
    if (!has(wanted, column)) wanted.push_back(column);
  }
  return wanted;
}

// Decimal commas in a file that commas separate make its rows too long.
void refuse_split_decimals(std::string_view text, const std::string& file, char separator) {
  if (separator != ',') return;
  const std::size_t first = text.find('\n');
  if (first == std::string_view::npos || text.find('"') != std::string_view::npos) return;
  const auto commas = [](std::string_view line) {
    return std::count(line.begin(), line.end(), ',');
  };
  const auto named = commas(line_at(text, 0)), given = commas(line_at(text, first + 1));
  if (given <= named) return;
  Diagnostics complaints;
  complaints.add({file, 2, 0},
                 fmt::format("{} cells, but the header has {} columns; numbers with decimal commas "
                             "need quotes, or semicolons as separators",
                             given + 1, named + 1));
  complaints.throw_if_any();
}

csv::Table table_of(std::string text, const std::string& file, char separator) {
  refuse_split_decimals(text, file, separator);
  return csv::Table::parse(std::move(text), file, separator);
}

// The first line cannot be judged where the text is none.
bool is_text(std::string_view text) {
  return !text.starts_with("\xFF\xFE") && !text.starts_with("\xFE\xFF") &&
         text.find('\0') == std::string_view::npos &&
         line_at(text, 0).find_first_not_of(" \t\r") != std::string_view::npos;
}

MeterFile located(const ProfileLayout& layout, std::span<const std::string> columns,
                  csv::Table table, char separator, Diagnostics& diagnostics) {
  MeterFile found{std::move(table), 0, {}, {}};
  const auto place = [&](const std::string& name) {
    return csv::required_column(found.table, name, diagnostics).value_or(0);
  };
  found.time_column = place(layout.time_column);
  if (!layout.clock_column.empty()) found.clock_column = place(layout.clock_column);
  for (const std::string& column : columns) found.columns.push_back(place(column));
  found.decimal_mark =
      decimal_mark_of(found.table, found.columns, layout.decimal_mark, separator, diagnostics);
  return found;
}

}  // namespace

std::optional<MeterFile> open_meter_file(const ProfileLayout& layout,
                                         std::span<const std::string> columns,
                                         Diagnostics& diagnostics) {
  const std::string file = layout.path.string();
  const Names wanted = wanted_names(layout, columns);
  try {
    std::string text = csv::contents_of(layout.path);
    if (!is_text(text)) csv::Table::parse(text, file);
    if (text.find('\r') != std::string::npos && text.find('\n') == std::string::npos) {
      throw InputError{file + ": lines end with a carriage return alone; save it with line feeds"};
    }
    const Separator& separator = separator_of(line_at(text, 0), wanted);
    const Names header = names_in(line_at(text, 0), separator.sign);
    if (!header.empty() && found_in(header, wanted) < static_cast<std::ptrdiff_t>(wanted.size())) {
      refuse_header(text, file, header, separator, wanted, diagnostics);
      return std::nullopt;
    }
    return located(layout, columns, table_of(std::move(text), file, separator.sign), separator.sign,
                   diagnostics);
  } catch (const InputError& error) {
    diagnostics.add(error);
    return std::nullopt;
  }
}

}  // namespace peerwatt::profiles
