#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace peerwatt::market {

// A key to sort by, in the upper 32 bits, and the index of what it belongs to, in the lower.
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

// KeySort sorts by key, equal keys by index: a radix sort with four digits of 8 bits, least
// significant digit first (Knuth, The Art of Computer Programming 3, 5.2.5). Invariant: every pass
// is stable, so that items that agree in a digit keep the order of the digits before. O(n) time and
// memory. Allocates nothing once warm.
class KeySort {
 public:
  // The indices of the items must ascend, as equal keys keep their order.
  void sort(std::vector<KeyedPlace>& items);

 private:
  std::vector<KeyedPlace> scratch_;
};

// Sorts items of equal key among each other by `less`; the items must be sorted by key. O(n) and
// O(m*log m) for every m items of one key.
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
