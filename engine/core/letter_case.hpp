#pragma once

#include <string>
#include <string_view>

namespace peerwatt {

// Returns the text with the letters A to Z in lower case, whatever the locale; others stay.
inline std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

}  // namespace peerwatt
