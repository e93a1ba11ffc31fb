#include "engine/csv/parser.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/csv/row_reader.hpp"

namespace peerwatt::csv {
namespace {

constexpr std::size_t kMostComplaints = 20;  // about rows; a wrong separator would fill a screen

class Parser {
 public:
  Parser(ParsedText& parsed, const std::string& file, char separator)
      : parsed_{parsed},
        file_{file},
        reader_{parsed.text, separator, [this](std::size_t offset, const std::string& message) {
                  complain_at(offset, message);
                }} {}

  void parse() {
    refuse_nul_bytes();
    read_header();
    while (!reader_.done()) read_row();
    if (suppressed_ > 0) complain(fmt::format("and {} more rows like these", suppressed_));
    diagnostics_.throw_if_any();
  }

 private:
  std::string_view text() const { return parsed_.text; }

  void complain(std::string message) { diagnostics_.add({file_, 0, 0}, std::move(message)); }
  // Finding a place takes as long as its line.
  void complain_at(std::size_t offset, const std::string& message) {
    diagnostics_.add_if_shown([&] { return Diagnostic{parsed_.position(offset, file_), message}; });
  }

  void refuse_nul_bytes() {
    if (text().starts_with("\xFF\xFE") || text().starts_with("\xFE\xFF")) {
      complain("is written in UTF-16 (save it as UTF-8)");
      diagnostics_.throw_if_any();
    }
    const std::size_t nul = text().find('\0');
    if (nul == std::string_view::npos) return;
    complain_at(nul, "a NUL byte (not a text file, or UTF-16; save it as UTF-8)");
    diagnostics_.throw_if_any();
  }

  void read_header() {
    if (!reader_.done()) parsed_.columns = cells_of_row();
    const auto blank = [](const Cell& cell) {
      return cell.text.find_first_not_of(" \t") == std::string_view::npos;
    };
    if (std::all_of(parsed_.cells.begin(), parsed_.cells.end(), blank)) {
      complain("no header row (the first line must name the columns)");
      diagnostics_.throw_if_any();
    }
  }

  void read_row() {
    const std::size_t row_offset = reader_.offset();
    const std::size_t count = cells_of_row();
    if (count == parsed_.columns) return;
    if (diagnostics_.size() >= kMostComplaints) {
      ++suppressed_;
      return;
    }
    SourcePosition position = parsed_.position(row_offset, file_);
    position.column = 0;
    diagnostics_.add(std::move(position), fmt::format("{} cells, but the header has {} columns",
                                                      count, parsed_.columns));
  }

  std::size_t cells_of_row() {
    const std::size_t count = reader_.read_row(parsed_.cells, parsed_.unquoted);
    if (reader_.broken()) diagnostics_.throw_if_any();
    return count;
  }

  ParsedText& parsed_;
  const std::string& file_;
  Diagnostics diagnostics_;
  RowReader reader_;
  std::size_t suppressed_ = 0;
};

}  // namespace

SourcePosition ParsedText::position(std::size_t offset, const std::string& file) const {
  const auto next_line = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  const std::size_t begin = *(next_line - 1);
  const std::string_view before = std::string_view{text}.substr(begin, offset - begin);
  const auto column = std::count_if(before.begin(), before.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not inside a UTF-8 character
  });
  return {file, static_cast<int>(next_line - line_starts.begin()), static_cast<int>(column) + 1};
}

std::shared_ptr<const ParsedText> parse_cells(std::string text, const std::string& file,
                                              char separator) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  auto parsed = std::make_shared<ParsedText>();
  parsed->text = std::move(text);
  parsed->line_starts.push_back(0);
  for (std::size_t i = 0; i < parsed->text.size(); ++i) {
    if (parsed->text[i] == '\n') parsed->line_starts.push_back(i + 1);
  }
  Parser{*parsed, file, separator}.parse();
  return parsed;
}

}  // namespace peerwatt::csv
