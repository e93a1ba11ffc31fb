#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::csv {

struct Cell {
  std::size_t offset = 0;  // of its first character, or its opening quote
  std::string_view text;   // into ParsedText::text, or into ParsedText::unquoted
};

// The cells of a text, row after row; each row as long as the first, the header.
struct ParsedText {
  std::string text;
  std::deque<std::string> unquoted;  // cells with doubled quotes, resolved
  std::vector<Cell> cells;
  std::size_t columns = 0;
  std::vector<std::size_t> line_starts;

  // Line and column of an offset, from 1.
  SourcePosition position(std::size_t offset, const std::string& file) const;
};

// Throws InputError with everything that is wrong with the text.
std::shared_ptr<const ParsedText> parse_cells(std::string text, const std::string& file,
                                              char separator = ',');

}  // namespace peerwatt::csv
