#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.hpp"
#include "engine/core/utf8.hpp"

#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// The text of a file without its byte order mark, and its place among the files. Throws InputError
// where it is no text.
struct InputText {
  std::string path;
  std::string text;
  std::uint16_t file = 0;

  // Takes as long as the text before it.
  SourcePosition position(std::size_t offset) const { return position_at(text, offset, path); }
};
InputText read_text(const std::string& path, std::uint16_t file);

// Lines and columns of offsets that only grow.
class PlaceCounter {
 public:
  explicit PlaceCounter(std::string_view text) : text_{text} {}
  // Puts line and column of an offset into a reading.
  void place(std::size_t offset, Reading& reading);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace peerwatt::meters
