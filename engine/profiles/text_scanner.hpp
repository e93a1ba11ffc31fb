#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace peerwatt::profiles {

// Takes digits, signs and words from the front of a text.
class TextScanner {
 public:
  explicit TextScanner(std::string_view text) : rest_{text} {}

  bool done() const { return rest_.empty(); }
  char next() const { return rest_.empty() ? '\0' : rest_.front(); }
  std::string_view rest() const { return rest_; }

  bool literal(char c) {
    if (next() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool blanks() {
    const std::size_t before = rest_.size();
    while (next() == ' ' || next() == '\t') rest_.remove_prefix(1);
    return rest_.size() < before;
  }
  // All digits up to the next other character.
  std::string_view digits() {
    const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    return take(count);
  }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // A word in whatever letters; `word` has small ones.
  bool word(std::string_view word) {
    if (rest_.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (static_cast<char>(rest_[i] | 0x20) != word[i]) return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }
  bool at_letter() const {
    const char c = static_cast<char>(next() | 0x20);
    return c >= 'a' && c <= 'z';
  }

 private:
  std::string_view rest_;
};

// The value of at most nine digits; -1 of none.
inline int number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return -1;
  int value = 0;
  for (const char c : digits) value = 10 * value + (c - '0');
  return value;
}

}  // namespace peerwatt::profiles
