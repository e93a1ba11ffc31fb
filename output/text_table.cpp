#include "output/text_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kGap = 2;  // between columns

std::string first_line(const std::string& heading) {
  const std::size_t end = heading.find('\n');
  return end == std::string::npos ? std::string{} : heading.substr(0, end);
}

std::string last_line(const std::string& heading) {
  const std::size_t end = heading.find('\n');
  return end == std::string::npos ? heading : heading.substr(end + 1);
}

// Characters of UTF-8.
std::size_t width_of_text(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string blanks(const std::string& text, std::size_t width) {
  const std::size_t used = width_of_text(text);
  return std::string(width > used ? width - used : 0, ' ');
}

}  // namespace

TextTable::TextTable(std::string heading) : headings_{std::move(heading)} {}

void TextTable::add_column(std::string heading) {
  PEERWATT_EXPECTS(rows_.empty());
  headings_.push_back(std::move(heading));
}

void TextTable::add_row(std::vector<std::string> cells) {
  PEERWATT_VALIDATE(cells.size() == headings_.size());
  rows_.push_back(std::move(cells));
}

std::size_t TextTable::width_of(std::size_t column) const {
  const std::string& heading = headings_[column];
  std::size_t width =
      std::max(width_of_text(first_line(heading)), width_of_text(last_line(heading)));
  for (const auto& row : rows_) width = std::max(width, width_of_text(row[column]));
  return width;
}

void TextTable::add_block(std::size_t first, std::size_t end, std::string& out) const {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < headings_.size(); ++column)
    widths.push_back(width_of(column));
  const auto add_line = [&](auto cell_of) {
    const std::string name = cell_of(0);
    std::string line = name + blanks(name, widths[0]);
    for (std::size_t column = first; column < end; ++column) {
      const std::string cell = cell_of(column);
      line += std::string(kGap, ' ') + blanks(cell, widths[column]) + cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (!line.empty()) out += line + '\n';
  };
  add_line([&](std::size_t column) { return first_line(headings_[column]); });
  add_line([&](std::size_t column) { return last_line(headings_[column]); });
  for (const auto& row : rows_) add_line([&](std::size_t column) { return row[column]; });
}

std::string TextTable::text(std::size_t width) const {
  std::string out;
  std::size_t first = 1;
  while (first < headings_.size()) {
    std::size_t end = first;
    std::size_t used = width_of(0);
    while (end < headings_.size() && (end == first || used + kGap + width_of(end) <= width)) {
      used += kGap + width_of(end++);
    }
    if (first > 1) out += '\n';
    add_block(first, end, out);
    first = end;
  }
  return out;
}

std::string cell(const std::optional<double>& value, int decimals) {
  if (!value) return "–";
  std::string text = fmt::format("{:.{}f}", *value, decimals);
  if (text.find_first_not_of("-0.") == text.npos && text.front() == '-') text.erase(0, 1);
  return text;
}

}  // namespace peerwatt::output
