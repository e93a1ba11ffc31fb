#include "engine/csv/separator.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "engine/core/utf8.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/parser.hpp"

namespace peerwatt::csv {
namespace {

constexpr std::array kSeparators{Separator{',', "commas"}, Separator{';', "semicolons"},
                                 Separator{'\t', "tabs"}, Separator{'|', "vertical bars"}};

}  // namespace

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::vector<std::string> names_in(std::string_view line, char separator) {
  std::vector<std::string> names;
  try {
    const auto parsed = parse_cells(std::string{line}, "", separator);
    for (const Cell& cell : parsed->cells) names.emplace_back(trimmed(cell.text));
  } catch (const InputError&) {
    names.clear();
  }
  return names;
}

std::ptrdiff_t found_in(std::span<const std::string> header, std::span<const std::string> wanted) {
  const std::unordered_set<std::string_view> names{header.begin(), header.end()};
  return std::count_if(wanted.begin(), wanted.end(),
                       [&](const std::string& name) { return names.contains(name); });
}

const Separator& separator_of(std::string_view line, std::span<const std::string> wanted) {
  const auto rank = [&](const Separator& separator) {
    const std::vector<std::string> names = names_in(line, separator.sign);
    return std::pair{found_in(names, wanted), names.size()};
  };
  return *std::max_element(
      kSeparators.begin(), kSeparators.end(),
      [&](const Separator& a, const Separator& b) { return rank(a) < rank(b); });
}

bool is_text(std::string_view text) {
  return !text.starts_with("\xFF\xFE") && !text.starts_with("\xFE\xFF") &&
         text.find('\0') == std::string_view::npos &&
         line_at(text, 0).find_first_not_of(" \t\r") != std::string_view::npos;
}

void refuse_carriage_returns(std::string_view text, const std::string& file) {
  if (text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos) {
    throw InputError{file + ": lines end with a carriage return alone; save it with line feeds"};
  }
}

void refuse_split_decimals(std::string_view text, const std::string& file, char separator) {
  if (separator != ',') return;
  const std::size_t first = text.find('\n');
  if (first == std::string_view::npos || text.find('"') != std::string_view::npos) return;
  const auto commas = [](std::string_view line) {
    return std::count(line.begin(), line.end(), ',');
  };
  const auto named = commas(line_at(text, 0)), given = commas(line_at(text, first + 1));
  if (given <= named) return;
  throw InputError{Diagnostic{
      {file, 2, 0},
      fmt::format("{} cells, but the header has {} columns; numbers with decimal commas need "
                  "quotes, or semicolons as separators",
                  given + 1, named + 1)}};
}

SeparatedTable read_separated(const std::filesystem::path& path,
                              std::span<const std::string> names) {
  const std::string file = path.string();
  auto [text, sha256] = contents_of(path);
  FileRead source{path, std::move(sha256)};
  if (!is_text(text)) return {Table::parse(std::move(text), file), ',', std::move(source)};
  refuse_carriage_returns(text, file);
  require_utf8(text, file);
  const char separator = separator_of(line_at(text, 0), names).sign;
  refuse_split_decimals(text, file, separator);
  return {Table::parse(std::move(text), file, separator), separator, std::move(source)};
}

}  // namespace peerwatt::csv
