#include "output/indicators/text_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

#include "output/indicators/text_wrap.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kGap = 2;           // between columns
constexpr std::size_t kLeastText = 10;    // width of a text that breaks
constexpr std::size_t kLeastNote = 32;    // width of a note beside its row
constexpr std::size_t kMostHeading = 24;  // longer headings of numbers break
constexpr std::size_t kIndent = 4;        // of a note below its row

std::vector<std::string> heading_lines(const std::string& heading, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= heading.size();) {
    const std::size_t end = std::min(heading.find('\n', begin), heading.size());
    const auto part = wrapped_lines(heading.substr(begin, end - begin), width);
    lines.insert(lines.end(), part.begin(), part.end());
    begin = end + 1;
  }
  return lines;
}

std::size_t widest(const std::vector<std::string>& lines) {
  std::size_t width = 0;
  for (const std::string& line : lines) width = std::max(width, width_of_text(line));
  return width;
}

std::string blanks(const std::string& text, std::size_t width) {
  const std::size_t used = width_of_text(text);
  return std::string(width > used ? width - used : 0, ' ');
}

}  // namespace

TextTable::TextTable(std::string heading) : headings_{std::move(heading)} {}

void TextTable::add_column(std::string heading, ColumnKind kind) {
  PEERWATT_EXPECTS(rows_.empty() && !has_note());
  headings_.push_back(std::move(heading));
  kinds_.push_back(kind);
}

void TextTable::add_row(std::vector<std::string> cells) {
  PEERWATT_VALIDATE(cells.size() == headings_.size());
  rows_.push_back(std::move(cells));
}

std::size_t TextTable::natural_width(std::size_t column) const {
  const bool is_number = kinds_[column] == ColumnKind::kNumber;
  std::size_t width =
      widest(heading_lines(headings_[column], is_number ? kMostHeading : std::string::npos));
  for (const auto& row : rows_) width = std::max(width, width_of_text(row[column]));
  return width;
}

// Takes from the widest texts what is too much. Where that is not enough, columns will continue
// below, and the names of rows leave them half of the width.
void TextTable::make_room(Layout& layout) const {
  std::size_t used = 0, spare = 0;
  for (std::size_t column = 0; column < headings_.size(); ++column) {
    const std::size_t width = layout.widths[column];
    used += width + (width > 0 && column > 0 ? kGap : 0);
    if (kinds_[column] == ColumnKind::kText && width > kLeastText) spare += width - kLeastText;
  }
  if (used > layout.width + spare) {
    layout.widths[0] = std::min(layout.widths[0], std::max(kLeastText, layout.width / 2));
    return;
  }
  for (; used > layout.width; --used) {
    std::size_t chosen = headings_.size();
    for (std::size_t column = 0; column < headings_.size(); ++column) {
      if (kinds_[column] != ColumnKind::kText) continue;
      if (chosen == headings_.size() || layout.widths[column] > layout.widths[chosen]) {
        chosen = column;
      }
    }
    --layout.widths[chosen];
  }
}

TextTable::Layout TextTable::layout_for(std::size_t width) const {
  Layout layout{{}, width};
  std::size_t used = 0;
  for (std::size_t column = 0; column < headings_.size(); ++column) {
    layout.widths.push_back(natural_width(column));
    used += layout.widths.back() + (column > 0 ? kGap : 0);
  }
  if (has_note() && used > width) {
    std::size_t& note = layout.widths.back();
    const std::size_t others = used - note;
    const std::size_t room = width > others ? width - others : 0;
    note = room >= std::min(note, kLeastNote) ? room : 0;
  }
  make_room(layout);
  return layout;
}

void TextTable::add_lines(const Layout& layout, const std::vector<std::size_t>& columns,
                          const Lines& lines, std::string& out) const {
  std::size_t height = 0;
  for (const auto& cell : lines) height = std::max(height, cell.size());
  for (std::size_t i = 0; i < height; ++i) {
    std::string line;
    for (std::size_t at = 0; at < columns.size(); ++at) {
      const std::string text = i < lines[at].size() ? lines[at][i] : std::string{};
      const std::string fill = blanks(text, layout.widths[columns[at]]);
      line += at > 0 ? std::string(kGap, ' ') : std::string{};
      line += kinds_[columns[at]] == ColumnKind::kNumber ? fill + text : text + fill;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
}

// Above their columns, the last lines side by side.
void TextTable::add_headings(const Layout& layout, const std::vector<std::size_t>& columns,
                             std::string& out) const {
  Lines lines;
  std::size_t height = 0;
  for (const std::size_t column : columns) {
    lines.push_back(
        heading_lines(headings_[column], std::max<std::size_t>(1, layout.widths[column])));
    height = std::max(height, lines.back().size());
  }
  for (auto& cell : lines) cell.insert(cell.begin(), height - cell.size(), "");
  const bool all_empty =
      std::all_of(lines.begin(), lines.end(), [](const auto& cell) { return widest(cell) == 0; });
  if (!all_empty) add_lines(layout, columns, lines, out);
}

void TextTable::add_block(const Layout& layout, const std::vector<std::size_t>& columns,
                          std::string& out) const {
  const bool is_first = out.empty();
  add_headings(layout, columns, out);
  for (const auto& row : rows_) {
    Lines lines;
    for (const std::size_t column : columns) {
      lines.push_back(wrapped_lines(row[column], std::max<std::size_t>(1, layout.widths[column])));
    }
    add_lines(layout, columns, lines, out);
    if (has_note() && is_first && layout.widths.back() == 0 && !row.back().empty()) {
      for (const std::string& line : wrapped_lines(row.back(), layout.width - kIndent)) {
        out += std::string(kIndent, ' ') + line + '\n';
      }
    }
  }
}

std::string TextTable::text(std::size_t width) const {
  const Layout layout = layout_for(width);
  std::string out;
  std::size_t next = 1;
  do {
    std::vector<std::size_t> columns{0};
    std::size_t used = layout.widths[0];
    while (next < headings_.size()) {
      if (layout.widths[next] == 0) {
        ++next;
        continue;
      }
      if (columns.size() > 1 && used + kGap + layout.widths[next] > width) break;
      used += kGap + layout.widths[next];
      columns.push_back(next++);
    }
    if (!out.empty()) out += '\n';
    add_block(layout, columns, out);
  } while (next < headings_.size());
  return out;
}

std::string cell(const std::optional<double>& value, int decimals) {
  if (!value) return "–";
  std::string text = fmt::format("{:.{}f}", *value, decimals);
  if (text.find_first_not_of("-0.") == text.npos && text.front() == '-') text.erase(0, 1);
  return text;
}

}  // namespace peerwatt::output
