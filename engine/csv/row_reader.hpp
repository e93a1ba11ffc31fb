#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/csv/parser.hpp"

namespace peerwatt::csv {

// Takes the cells of a text row by row (RFC 4180).
class RowReader {
 public:
  // What is wrong with a cell, and the offset of the place. A quote that is never closed ends the
  // text.
  using Complain = std::function<void(std::size_t offset, const std::string& message)>;

  // Rows begin at an offset. The text must outlive the reader.
  RowReader(std::string_view text, char separator, Complain complain, std::size_t begin = 0)
      : text_{text},
        separator_{separator},
        complain_{std::move(complain)},
        at_{begin},
        cell_ends_{separator, '\n'},
        cell_ends_and_quote_{separator, '\n', '"'} {}

  bool done();                                // blank lines at the end are no rows
  bool broken() const { return broken_; }     // by a quote that is never closed
  std::size_t offset() const { return at_; }  // of the next row

  // Appends the cells of the next row and returns how many there are. Those with doubled quotes
  // are views into `unquoted`.
  std::size_t read_row(std::vector<Cell>& cells, std::deque<std::string>& unquoted);

 private:
  bool read_cell(std::vector<Cell>& cells, std::deque<std::string>& unquoted);
  void read_plain(std::vector<Cell>& cells);
  void read_quoted(std::vector<Cell>& cells, std::deque<std::string>& unquoted);
  void skip_to_separator();

  std::string_view text_;
  char separator_;
  Complain complain_;
  std::size_t at_;
  std::string cell_ends_;
  std::string cell_ends_and_quote_;
  std::optional<std::size_t> end_of_rows_;
  bool broken_ = false;
};

}  // namespace peerwatt::csv
