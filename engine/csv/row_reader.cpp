#include "engine/csv/row_reader.hpp"

#include <algorithm>

namespace peerwatt::csv {
namespace {

std::string_view resolve_doubled(std::string_view inside, std::deque<std::string>& unquoted) {
  std::string resolved;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    resolved += inside[i];
    if (inside[i] == '"') ++i;
  }
  return unquoted.emplace_back(std::move(resolved));
}

}  // namespace

bool RowReader::done() {
  if (!end_of_rows_) {
    const std::size_t last = text_.find_last_not_of(" \t\r\n");
    end_of_rows_ = last == std::string_view::npos ? 0 : last + 1;
  }
  return at_ >= *end_of_rows_;
}

std::size_t RowReader::read_row(std::vector<Cell>& cells, std::deque<std::string>& unquoted) {
  const std::size_t before = cells.size();
  while (read_cell(cells, unquoted)) {
  }
  return cells.size() - before;
}

// Reads one cell and the separator behind it; false after the last cell of a row.
bool RowReader::read_cell(std::vector<Cell>& cells, std::deque<std::string>& unquoted) {
  if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(cells, unquoted);
  } else {
    read_plain(cells);
  }
  if (at_ >= text_.size()) return false;
  return text_[at_++] == separator_;
}

void RowReader::read_plain(std::vector<Cell>& cells) {
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_of(cell_ends_and_quote_, begin), text_.size());
  if (at_ < text_.size() && text_[at_] == '"') {
    complain_(at_,
              "a quote inside an unquoted cell (quote the whole cell and double the "
              "quote)");
    at_ = std::min(text_.find_first_of(cell_ends_, at_), text_.size());
  }
  std::size_t end = at_;
  const bool line_ends = at_ == text_.size() || text_[at_] == '\n';
  if (line_ends && end > begin && text_[end - 1] == '\r') --end;
  cells.push_back({begin, text_.substr(begin, end - begin)});
}

void RowReader::read_quoted(std::vector<Cell>& cells, std::deque<std::string>& unquoted) {
  const std::size_t quote = at_;
  bool doubled = false;
  std::size_t close = text_.find('"', quote + 1);
  while (close != std::string_view::npos && text_.substr(close + 1, 1) == "\"") {
    doubled = true;
    close = text_.find('"', close + 2);
  }
  if (close == std::string_view::npos) {
    complain_(quote, "a quote that is never closed");
    broken_ = true;
    at_ = text_.size();
    cells.push_back({quote, text_.substr(quote)});
    return;
  }
  const std::string_view inside = text_.substr(quote + 1, close - quote - 1);
  cells.push_back({quote, doubled ? resolve_doubled(inside, unquoted) : inside});
  at_ = close + 1;
  skip_to_separator();
}

void RowReader::skip_to_separator() {
  if (text_.substr(at_, 2) == "\r\n" || text_.substr(at_) == "\r") ++at_;
  if (at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n') return;
  complain_(at_, "text after a closing quote (a quote inside a cell is written twice)");
  at_ = std::min(text_.find_first_of(cell_ends_, at_), text_.size());
}

}  // namespace peerwatt::csv
