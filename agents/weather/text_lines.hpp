#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

namespace peerwatt::weather {

// A cell of a line and where it stands.
struct LineCell {
  std::string_view text;  // without blanks and quotes around it
  SourcePosition position;
};

// The lines of a file whose table has other text before and after it, as the formats of weather
// services have. Views live as long as the object.
class TextLines {
 public:
  // Throws InputError where the file cannot be read, is empty, or is no UTF-8.
  static TextLines read(const std::filesystem::path& path);

  TextLines(const TextLines&) = delete;
  TextLines& operator=(const TextLines&) = delete;

  std::size_t size() const { return lines_.size(); }
  std::string_view line(std::size_t index) const { return lines_[index]; }  // without its end
  SourcePosition position(std::size_t index) const;
  // The cells of a line, which commas separate; one between double quotes may have commas.
  std::vector<LineCell> cells(std::size_t index) const;
  // The first line that begins with a text, from an index on.
  std::optional<std::size_t> find(std::string_view beginning, std::size_t from = 0) const;

  const std::string& file() const { return file_; }
  const FileRead& source() const { return source_; }

 private:
  TextLines(const std::filesystem::path& path, InputText input);

  std::string file_;
  FileRead source_;
  std::string text_;
  std::vector<std::string_view> lines_;
};

// The index of a column of a header; nothing, and a complaint, where it is not there.
std::optional<std::size_t> column_named(const std::vector<LineCell>& header, std::string_view name,
                                        Diagnostics& diagnostics);

}  // namespace peerwatt::weather
