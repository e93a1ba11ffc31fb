#include "engine/config/migration/text_edits.hpp"

#include <algorithm>

#include "engine/core/utf8.hpp"

namespace peerwatt::config {

TextEdits::TextEdits(std::string_view text) : text_{text} {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
  lines_.push_back(begin_);
  for (std::size_t i = begin_; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(i + 1);
  }
}

std::size_t TextEdits::offset_of(const SourcePosition& position) const {
  if (position.line < 1 || static_cast<std::size_t>(position.line) > lines_.size()) {
    return text_.size();
  }
  std::size_t at = lines_[static_cast<std::size_t>(position.line) - 1];
  for (int column = 1; column < position.column && at < text_.size(); ++column) {
    at += std::max(character_length(text_, at), std::size_t{1});
  }
  return std::min(at, text_.size());
}

bool TextEdits::replace(const SourcePosition& at, const std::string& word, const std::string& by) {
  std::size_t offset = offset_of(at);
  if (offset < text_.size() && (text_[offset] == '"' || text_[offset] == '\'')) ++offset;
  if (!text_.substr(offset).starts_with(word)) return false;
  edits_.insert_or_assign(offset, Edit{word, by});
  return true;
}

std::string TextEdits::result() const {
  std::string result;
  std::size_t from = 0;
  for (const auto& [offset, edit] : edits_) {
    result += text_.substr(from, offset - from);
    result += edit.by;
    from = offset + edit.word.size();
  }
  result += text_.substr(from);
  return result;
}

}  // namespace peerwatt::config
