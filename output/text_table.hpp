#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace peerwatt::output {

// Rows under headings, aligned: the first column, which names the rows, to the left, numbers to the
// right.
class TextTable {
 public:
  explicit TextTable(std::string heading);

  void add_column(std::string heading);  // of up to two lines
  // One cell for each column, the name of the row first.
  void add_row(std::vector<std::string> cells);

  // Lines of at most so many characters, if the names leave room for a column: what does not fit
  // beside them follows below, in further blocks.
  std::string text(std::size_t width) const;

 private:
  std::size_t width_of(std::size_t column) const;
  // The columns [first, end) beside the names.
  void add_block(std::size_t first, std::size_t end, std::string& out) const;

  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
};

// A number with so many decimals, zero without a sign; a dash where there is none.
std::string cell(const std::optional<double>& value, int decimals);

}  // namespace peerwatt::output
