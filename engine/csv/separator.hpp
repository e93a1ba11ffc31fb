#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/table.hpp"

namespace peerwatt::csv {

// What stands between the cells of a row.
struct Separator {
  char sign;
  std::string_view name;  // in the plural
};

// The line that begins at an offset, without its line feed.
std::string_view line_at(std::string_view text, std::size_t begin);

// The names in a header line, one that stands twice included; none where its quotes are broken.
std::vector<std::string> names_in(std::string_view line, char separator);

// How many of the wanted names are among those of a header.
std::ptrdiff_t found_in(std::span<const std::string> header, std::span<const std::string> wanted);

// The separator by which a line has most of the names; the one with most columns where it has none.
const Separator& separator_of(std::string_view line, std::span<const std::string> wanted);

// Whether a text is one whose first line can be judged: not UTF-16, without NUL bytes, not blank.
bool is_text(std::string_view text);

// Throws InputError where lines end with a carriage return alone.
void refuse_carriage_returns(std::string_view text, const std::string& file);

// Throws InputError where decimal commas make the rows of a file that commas separate longer than
// its header.
void refuse_split_decimals(std::string_view text, const std::string& file, char separator);

// A table, what separates its cells, and the file that it was read from.
struct SeparatedTable {
  Table table;
  char separator = ',';
  FileRead source = {};
};

// Reads a file whose header has some of these names, by the separator that shows most of them.
// Throws InputError as Table::read does, and where a byte is no UTF-8: names are shown and
// recorded.
SeparatedTable read_separated(const std::filesystem::path& path,
                              std::span<const std::string> names);

}  // namespace peerwatt::csv
