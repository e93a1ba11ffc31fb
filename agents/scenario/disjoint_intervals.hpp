#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>

namespace peerwatt::scenario {

// Half-open intervals [from, until) that have no common part. Adding n takes O(n log n) steps, so
// that long lists are checked for overlaps without looking at all pairs.
template <class Number>
class DisjointIntervals {
 public:
  // Adds the interval of an item; those that it has a part in common with become one with it.
  // Returns an earlier item in one of them, if there is any. Nothing is in an interval that ends
  // before it begins.
  std::optional<std::size_t> add(Number from, Number until, std::size_t item) {
    if (!(from < until)) return std::nullopt;
    std::optional<std::size_t> earlier;
    auto at = by_begin_.upper_bound(from);
    if (at != by_begin_.begin() && from < std::prev(at)->second.until) --at;
    while (at != by_begin_.end() && at->first < until) {
      earlier = std::min(earlier.value_or(at->second.item), at->second.item);
      from = std::min(from, at->first);
      until = std::max(until, at->second.until);
      at = by_begin_.erase(at);
    }
    by_begin_.emplace(from, Rest{until, earlier.value_or(item)});
    return earlier;
  }

 private:
  struct Rest {
    Number until;
    std::size_t item;  // the first of those that make it up
  };
  std::map<Number, Rest> by_begin_;
};

}  // namespace peerwatt::scenario
