#include "agents/weather/text_lines.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/core/utf8.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/table.hpp"

namespace peerwatt::weather {
namespace {

std::string_view without_quotes(std::string_view text) {
  text = csv::trimmed(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return text;
  return text.substr(1, text.size() - 2);
}

}  // namespace

TextLines::TextLines(const std::filesystem::path& path, InputText input)
    : file_{path.string()}, source_{path, std::move(input.sha256)}, text_{std::move(input.text)} {
  std::string_view rest = text_;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (lines_.empty()) throw InputError{Diagnostic{{file_, 0, 0}, "is empty"}};
}

TextLines TextLines::read(const std::filesystem::path& path) {
  InputText input = csv::contents_of(path);
  require_utf8(input.text, path.string());
  return TextLines{path, std::move(input)};
}

SourcePosition TextLines::position(std::size_t index) const {
  return {file_, static_cast<int>(index) + 1, 0};
}

std::vector<LineCell> TextLines::cells(std::size_t index) const {
  const std::string_view text = lines_[index];
  std::vector<LineCell> found;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '"') quoted = !quoted;
    if (i < text.size() && (text[i] != ',' || quoted)) continue;
    SourcePosition place = position(index);
    place.column = static_cast<int>(begin) + 1;
    found.push_back({without_quotes(text.substr(begin, i - begin)), std::move(place)});
    begin = i + 1;
  }
  return found;
}

std::optional<std::size_t> TextLines::find(std::string_view beginning, std::size_t from) const {
  for (std::size_t i = from; i < lines_.size(); ++i) {
    if (lines_[i].starts_with(beginning)) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> column_named(const std::vector<LineCell>& header, std::string_view name,
                                        Diagnostics& diagnostics) {
  const auto found = std::find_if(header.begin(), header.end(),
                                  [&](const LineCell& cell) { return cell.text == name; });
  if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  diagnostics.add({header.front().position.file, header.front().position.line, 0},
                  fmt::format("no column '{}'", name));
  return std::nullopt;
}

}  // namespace peerwatt::weather
