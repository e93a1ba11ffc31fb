#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {

// A word that a cell may hold, and what it stands for.
template <class Value>
struct CellWord {
  std::string_view word;
  Value value;
};

// What the word in a cell stands for, or `empty` where there is none. Another word is complained
// about.
template <class Value, std::size_t kCount>
Value choice_at(const Sheet& sheet, std::size_t row, std::string_view column,
                const std::array<CellWord<Value>, kCount>& words, Value empty) {
  const std::string given = sheet.text(row, column);
  if (given.empty()) return empty;
  const auto found = std::ranges::find(words, given, &CellWord<Value>::word);
  if (found != words.end()) return found->value;
  std::vector<std::string> known;
  std::string listed;
  for (std::size_t i = 0; i < kCount; ++i) {
    known.emplace_back(words[i].word);
    listed += (i == 0 ? "" : i + 1 < kCount ? ", " : " or ") + known.back();
  }
  sheet.complain(row, column,
                 fmt::format("must be {} (got '{}'{})", listed, given, did_you_mean(given, known)));
  return empty;
}

}  // namespace peerwatt::network
