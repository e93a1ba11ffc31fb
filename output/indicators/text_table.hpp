#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace peerwatt::output {

enum class ColumnKind {
  kText,    // to the left; breaks into lines where there is too little room
  kNumber,  // to the right; never breaks
  kNote,    // text that goes below its row where there is too little room; the last column
};

// Rows under headings, aligned. The first column, of text, names the rows.
class TextTable {
 public:
  explicit TextTable(std::string heading);

  // A heading may have several lines; a table whose headings are all empty shows none.
  void add_column(std::string heading, ColumnKind kind = ColumnKind::kNumber);
  // One cell for each column, the name of the row first.
  void add_row(std::vector<std::string> cells);

  // Lines of at most so many characters, of which there should be 40 or more. Texts break where
  // that makes all columns fit; else columns continue below, beside the names once more.
  std::string text(std::size_t width) const;

 private:
  struct Layout {
    std::vector<std::size_t> widths;  // 0: the note, where it goes below its row
    std::size_t width;
  };
  using Lines = std::vector<std::vector<std::string>>;  // of each column

  bool has_note() const { return kinds_.back() == ColumnKind::kNote; }
  std::size_t natural_width(std::size_t column) const;
  Layout layout_for(std::size_t width) const;
  void make_room(Layout& layout) const;
  void add_lines(const Layout& layout, const std::vector<std::size_t>& columns, const Lines& lines,
                 std::string& out) const;
  void add_headings(const Layout& layout, const std::vector<std::size_t>& columns,
                    std::string& out) const;
  void add_block(const Layout& layout, const std::vector<std::size_t>& columns,
                 std::string& out) const;

  std::vector<std::string> headings_;
  std::vector<ColumnKind> kinds_{ColumnKind::kText};
  std::vector<std::vector<std::string>> rows_;
};

// A number with so many decimals, zero without a sign; a dash where there is none.
std::string cell(const std::optional<double>& value, int decimals);

}  // namespace peerwatt::output
