#include "agents/market/allocation/key_sort.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("items are sorted by key, equal ones by place, however many and of any size") {
  KeySort sort;
  for (const std::size_t count : {0u, 1u, 2u, 99u, 100u, 101u, 5000u}) {
    for (const int bits : {0, 3, 8, 17, 32}) {
      CAPTURE(count);
      CAPTURE(bits);
      std::vector<KeyedPlace> items;
      for (std::uint32_t i = 0; i < count; ++i) {
        const auto drawn = random_bits({.seed = 1, .purpose = Purpose::kMarket, .draw = i});
        const std::uint64_t size = std::uint64_t{1} << bits;
        items.push_back(keyed(static_cast<std::uint32_t>(drawn[0] % size), i));
      }
      std::vector<KeyedPlace> sorted = items;
      std::sort(sorted.begin(), sorted.end());
      sort.sort(items);
      CHECK(items == sorted);
    }
  }
}

TEST_CASE("equal keys are sorted among each other by anything") {
  std::vector<KeyedPlace> items{keyed(1, 4), keyed(2, 0), keyed(2, 3), keyed(2, 5), keyed(7, 1)};
  sort_equal_keys(items, [](KeyedPlace a, KeyedPlace b) { return place_of(a) > place_of(b); });
  CHECK(items ==
        std::vector<KeyedPlace>{keyed(1, 4), keyed(2, 5), keyed(2, 3), keyed(2, 0), keyed(7, 1)});
}

}  // namespace
}  // namespace peerwatt::market
