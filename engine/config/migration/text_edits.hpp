#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::config {

// Words of a text that are to be replaced, each at its position; all other bytes stay.
class TextEdits {
 public:
  // The text must outlive the edits.
  explicit TextEdits(std::string_view text);

  // Replaces a word, which quotes may precede. False if it does not stand there as it is, but with
  // an anchor, a tag or escapes. A word that several aliases lead to is replaced once.
  bool replace(const SourcePosition& at, const std::string& word, const std::string& by);

  std::string result() const;

 private:
  struct Edit {
    std::string word;
    std::string by;
  };
  // The offset of a position, or the end of the text.
  std::size_t offset_of(const SourcePosition& position) const;

  std::string_view text_;
  std::size_t begin_ = 0;           // behind a byte order mark, which has no column
  std::vector<std::size_t> lines_;  // offsets of their beginnings
  std::map<std::size_t, Edit> edits_;
};

}  // namespace peerwatt::config
