#include "agents/market/allocation/key_sort.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace peerwatt::market {
namespace {

constexpr std::size_t kRadixLeast = 100;  // so few are sorted faster by comparison (bench_clearing)
constexpr int kKeyBits = 32;
constexpr int kDigitBits = 8;
constexpr int kDigits = 4;
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

std::size_t digit(KeyedPlace item, int place) {
  return item >> (kKeyBits + place * kDigitBits) & (kBuckets - 1);
}

}  // namespace

// All digits are counted in one pass. A digit that is the same in all keys is skipped, as its pass
// would change nothing.
void KeySort::sort(std::vector<KeyedPlace>& items) {
  if (items.size() < kRadixLeast) {
    std::sort(items.begin(), items.end());
    return;
  }
  std::array<std::array<std::uint32_t, kBuckets>, kDigits> counts{};
  for (const KeyedPlace item : items) {
    for (int place = 0; place < kDigits; ++place) {
      ++counts[static_cast<std::size_t>(place)][digit(item, place)];
    }
  }
  scratch_.resize(items.size());
  for (int place = 0; place < kDigits; ++place) {
    auto& starts = counts[static_cast<std::size_t>(place)];
    if (starts[digit(items.front(), place)] == items.size()) continue;
    std::uint32_t start = 0;
    for (std::uint32_t& slot : starts) start += std::exchange(slot, start);
    for (const KeyedPlace item : items) scratch_[starts[digit(item, place)]++] = item;
    items.swap(scratch_);
  }
}

}  // namespace peerwatt::market
