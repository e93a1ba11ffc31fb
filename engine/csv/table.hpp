#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

namespace peerwatt::csv {

struct ParsedText;

// Everything in a file. Throws InputError where it cannot be read.
InputText contents_of(const std::filesystem::path& path);

// A CSV file with a header row, all cells as text (RFC 4180: comma or another separator, "quoted
// ""cells""", LF or CRLF; a UTF-8 byte order mark and blank lines at the end are ignored). Copies
// share one buffer, so a cell's view lives as long as any copy of its table.
class Table {
 public:
  // Throws InputError naming everything wrong: a file that cannot be read, no header, two columns
  // of one name, rows of another length than the header, broken quotes, NUL bytes.
  static Table read(const std::filesystem::path& path, char separator = ',');
  // The same for text that is already here; `name` stands for the file in messages.
  static Table parse(std::string text, std::string name, char separator = ',');

  std::size_t rows() const { return rows_; }  // without the header
  std::size_t columns() const { return header_.size(); }
  const std::vector<std::string>& header() const { return header_; }  // blanks around names cut off
  const std::string& file() const { return file_; }

  std::optional<std::size_t> find(std::string_view column) const;
  std::string_view cell(std::size_t row, std::size_t column) const;

  // Where a cell begins, both counted from 1 (a column is a character, not a byte).
  SourcePosition position(std::size_t row, std::size_t column) const;
  SourcePosition header_position(std::size_t column) const;

 private:
  Table(std::shared_ptr<const ParsedText> parsed, std::string file);

  std::shared_ptr<const ParsedText> parsed_;
  std::string file_;
  std::vector<std::string> header_;
  std::unordered_map<std::string_view, std::size_t> places_;  // of the names, in the shared buffer
  std::size_t rows_ = 0;
};

}  // namespace peerwatt::csv
