#include "engine/profiles/meter_file.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/utf8.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/decimal_mark.hpp"
#include "engine/csv/separator.hpp"

namespace peerwatt::profiles {
namespace {

constexpr int kHeaderSearch = 50;         // lines in which a header is searched for
constexpr std::size_t kNamesListed = 12;  // of a header, in a complaint

using csv::found_in;
using csv::line_at;
using csv::names_in;
using csv::Separator;
using csv::separator_of;

using Names = std::vector<std::string>;

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

Diagnostic absent(const std::string& name, const std::string& file, const Names& header,
                  const Separator& separator) {
  std::string hint = did_you_mean(name, header);
  if (hint.empty()) {
    const std::size_t shown = std::min(header.size(), kNamesListed);
    hint = fmt::format(
        "; the header, separated by {}, has: {}{}", separator.name,
        fmt::join(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
        shown < header.size() ? ", ..." : "");
  }
  return {{file, 1, 0}, fmt::format("no column '{}'{}", name, hint)};
}

void complain_of_names(const std::string& file, const Names& header, const Separator& separator,
                       const Names& wanted, Diagnostics& diagnostics) {
  const std::unordered_set<std::string> known{header.begin(), header.end()};
  for (const std::string& name : wanted) {
    if (known.contains(name)) continue;
    diagnostics.add_if_shown([&] { return absent(name, file, header, separator); });
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
  std::unordered_set<std::string> known{wanted.begin(), wanted.end()};
  for (const std::string& column : columns) {
    if (known.insert(column).second) wanted.push_back(column);
  }
  return wanted;
}

MeterFile located(const ProfileLayout& layout, std::span<const std::string> columns,
                  csv::SeparatedTable read, Diagnostics& diagnostics) {
  MeterFile found{std::move(read.table), std::move(read.source.sha256), 0, {}, {}};
  const auto place = [&](const std::string& name) {
    return csv::required_column(found.table, name, diagnostics).value_or(0);
  };
  found.time_column = place(layout.time_column);
  if (!layout.clock_column.empty()) found.clock_column = place(layout.clock_column);
  for (const std::string& column : columns) found.columns.push_back(place(column));
  found.decimal_mark =
      csv::decimal_mark_of(found.table, found.columns, layout.decimal_mark, read.separator,
                           "set decimal_mark: point or comma", diagnostics);
  return found;
}

}  // namespace

std::optional<MeterFile> open_meter_file(const ProfileLayout& layout,
                                         std::span<const std::string> columns,
                                         Diagnostics& diagnostics) {
  const std::string file = layout.path.string();
  const Names wanted = wanted_names(layout, columns);
  try {
    auto [text, sha256] = csv::contents_of(layout.path);
    if (!csv::is_text(text)) csv::Table::parse(text, file);
    csv::refuse_carriage_returns(text, file);
    const Separator& separator = separator_of(line_at(text, 0), wanted);
    const Names header = names_in(line_at(text, 0), separator.sign);
    if (!header.empty() && found_in(header, wanted) < static_cast<std::ptrdiff_t>(wanted.size())) {
      require_utf8(line_at(text, 0), file);
      refuse_header(text, file, header, separator, wanted, diagnostics);
      return std::nullopt;
    }
    csv::refuse_split_decimals(text, file, separator.sign);
    csv::Table table = csv::Table::parse(std::move(text), file, separator.sign);
    return located(layout, columns,
                   {std::move(table), separator.sign, {layout.path, std::move(sha256)}},
                   diagnostics);
  } catch (const InputError& error) {
    diagnostics.add(error);
    return std::nullopt;
  }
}

std::vector<std::string> value_columns(const ProfileLayout& layout) {
  const std::string file = layout.path.string();
  const Names wanted = wanted_names(layout, {});
  const std::string text = csv::contents_of(layout.path).text;
  if (!csv::is_text(text)) csv::Table::parse(text, file);
  csv::refuse_carriage_returns(text, file);
  const std::string_view line = line_at(text, 0);
  require_utf8(line, file);
  const Separator& separator = separator_of(line, wanted);
  Names names = names_in(line.substr(0, line.find('\r')), separator.sign);
  Diagnostics diagnostics;
  if (found_in(names, wanted) < static_cast<std::ptrdiff_t>(wanted.size())) {
    refuse_header(text, file, names, separator, wanted, diagnostics);
  }
  diagnostics.throw_if_any();
  std::erase_if(names, [&](const std::string& name) { return found_in(wanted, {&name, 1}) > 0; });
  if (names.empty()) throw InputError{file + ": has no column but that of the time"};
  return names;
}

}  // namespace peerwatt::profiles
