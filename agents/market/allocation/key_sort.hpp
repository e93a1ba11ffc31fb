#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace peerwatt::market {

// A key to sort by, in the upper half, and the place of what it belongs to, in the lower.
using KeyedPlace = std::uint64_t;

constexpr KeyedPlace keyed(std::uint32_t key, std::size_t place) {
  return KeyedPlace{key} << 32 | static_cast<std::uint32_t>(place);
}
constexpr std::uint32_t key_of(KeyedPlace item) {
  return static_cast<std::uint32_t>(item >> 32);
}
constexpr std::uint32_t place_of(KeyedPlace item) {
  return static_cast<std::uint32_t>(item);
}

// Sorts by key in linear time; equal keys by place. Allocates nothing once warm.
class KeySort {
 public:
  // The places must ascend.
  void sort(std::vector<KeyedPlace>& items);

 private:
  std::vector<KeyedPlace> scratch_;
};

// Sorts items of equal key among each other; they must stand together.
template <class Less>
void sort_equal_keys(std::vector<KeyedPlace>& items, Less&& less) {
  for (auto first = items.begin(); first != items.end();) {
    auto last = first + 1;
    while (last != items.end() && key_of(*last) == key_of(*first)) ++last;
    if (last - first > 1) std::sort(first, last, less);
    first = last;
  }
}

}  // namespace peerwatt::market
