#include "tools/meters/input_text.hpp"

#include <limits>

#include "engine/csv/separator.hpp"
#include "engine/csv/table.hpp"

namespace peerwatt::meters {

InputText read_text(const std::string& path, std::uint16_t file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  InputText read{path, csv::contents_of(path).text, file};
  if (read.text.starts_with(kByteOrderMark)) read.text.erase(0, kByteOrderMark.size());
  if (read.text.starts_with("\xFF\xFE") || read.text.starts_with("\xFE\xFF")) {
    throw InputError{path + ": is written in UTF-16 (save it as UTF-8)"};
  }
  if (read.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw InputError{path + ": is empty"};
  }
  csv::refuse_carriage_returns(read.text, path);
  require_utf8(read.text, path);
  return read;
}

void PlaceCounter::place(std::size_t offset, Reading& reading) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint16_t>::max();
  for (; at_ < offset; ++at_) {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
      ++column_;
    }
  }
  reading.line = line_;
  reading.column = static_cast<std::uint16_t>(column_ <= kMost ? column_ : 0);
}

}  // namespace peerwatt::meters
