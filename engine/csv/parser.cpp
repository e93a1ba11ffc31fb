#include "engine/csv/parser.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerwatt::csv {
namespace {

constexpr std::size_t kMostComplaints = 20;  // about rows; a wrong separator would fill a screen

class Parser {
 public:
  Parser(ParsedText& parsed, const std::string& file, char separator)
      : parsed_{parsed}, file_{file}, separator_{separator} {}

  void parse() {
    refuse_nul_bytes();
    read_header();
    while (at_ < end_of_rows()) read_row();
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

  // Blank lines at the end are no rows.
  std::size_t end_of_rows() {
    if (!end_of_rows_) {
      const std::size_t last = text().find_last_not_of(" \t\r\n");
      end_of_rows_ = last == std::string_view::npos ? 0 : last + 1;
    }
    return *end_of_rows_;
  }

  void read_header() {
    if (end_of_rows() > 0) parsed_.columns = cells_of_row();
    const auto blank = [](const Cell& cell) {
      return cell.text.find_first_not_of(" \t") == std::string_view::npos;
    };
    if (std::all_of(parsed_.cells.begin(), parsed_.cells.end(), blank)) {
      complain("no header row (the first line must name the columns)");
      diagnostics_.throw_if_any();
    }
  }

  void read_row() {
    const std::size_t row_offset = at_;
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
    const std::size_t before = parsed_.cells.size();
    while (read_cell()) {
    }
    return parsed_.cells.size() - before;
  }

  // Reads one cell and the separator behind it; false after the last cell of a row.
  bool read_cell() {
    if (at_ < text().size() && text()[at_] == '"') {
      read_quoted();
    } else {
      read_plain();
    }
    if (at_ >= text().size()) return false;
    return text()[at_++] == separator_;
  }

  void read_plain() {
    const std::size_t begin = at_;
    at_ = std::min(text().find_first_of(cell_ends_and_quote_, begin), text().size());
    if (at_ < text().size() && text()[at_] == '"') {
      complain_at(at_,
                  "a quote inside an unquoted cell (quote the whole cell and double the "
                  "quote)");
      at_ = std::min(text().find_first_of(cell_ends_, at_), text().size());
    }
    std::size_t end = at_;
    const bool line_ends = at_ == text().size() || text()[at_] == '\n';
    if (line_ends && end > begin && text()[end - 1] == '\r') --end;
    parsed_.cells.push_back({begin, text().substr(begin, end - begin)});
  }

  void read_quoted() {
    const std::size_t quote = at_;
    bool doubled = false;
    std::size_t close = text().find('"', quote + 1);
    while (close != std::string_view::npos && text().substr(close + 1, 1) == "\"") {
      doubled = true;
      close = text().find('"', close + 2);
    }
    if (close == std::string_view::npos) {
      complain_at(quote, "a quote that is never closed");
      diagnostics_.throw_if_any();
    }
    const std::string_view inside = text().substr(quote + 1, close - quote - 1);
    parsed_.cells.push_back({quote, doubled ? resolve_doubled(inside) : inside});
    at_ = close + 1;
    skip_to_separator();
  }

  std::string_view resolve_doubled(std::string_view inside) {
    std::string resolved;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      resolved += inside[i];
      if (inside[i] == '"') ++i;
    }
    return parsed_.unquoted.emplace_back(std::move(resolved));
  }

  void skip_to_separator() {
    if (text().substr(at_, 2) == "\r\n" || text().substr(at_) == "\r") ++at_;
    if (at_ >= text().size() || text()[at_] == separator_ || text()[at_] == '\n') return;
    complain_at(at_, "text after a closing quote (a quote inside a cell is written twice)");
    at_ = std::min(text().find_first_of(cell_ends_, at_), text().size());
  }

  ParsedText& parsed_;
  const std::string& file_;
  char separator_;
  std::string cell_ends_{separator_, '\n'};
  std::string cell_ends_and_quote_{separator_, '\n', '"'};
  Diagnostics diagnostics_;
  std::size_t at_ = 0;
  std::size_t suppressed_ = 0;
  std::optional<std::size_t> end_of_rows_;
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
