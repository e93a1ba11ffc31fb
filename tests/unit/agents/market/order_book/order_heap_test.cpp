#include "agents/market/order_book/order_heap.hpp"

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

using Entry = OrderHeap::Entry;

// Merits of few values, so that arrivals decide often.
std::vector<Entry> random_entries(std::uint32_t count, std::uint32_t merits) {
  std::vector<Entry> entries(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto bits = random_bits({.seed = 3, .purpose = Purpose::kMarket, .owner = 0, .draw = i});
    entries[i] = {static_cast<double>(bits[0] % merits) - 2, bits[1], i};
  }
  return entries;
}

void sort(std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.merit, a.arrival) < std::tie(b.merit, b.arrival);
  });
}

std::vector<std::uint32_t> slots(const std::vector<Entry>& entries) {
  std::vector<std::uint32_t> result;
  for (const Entry& entry : entries) result.push_back(entry.slot);
  return result;
}

std::vector<std::uint32_t> drain(OrderHeap& heap) {
  std::vector<std::uint32_t> result;
  for (; !heap.empty(); heap.pop()) result.push_back(heap.first().slot);
  return result;
}

TEST_CASE("entries come by merit, then by arrival") {
  for (const std::uint32_t count : {0u, 1u, 2u, 5u, 6u, 21u, 22u, 500u}) {
    for (const std::uint32_t merits : {1u, 4u, 1000u}) {
      std::vector<Entry> entries = random_entries(count, merits);
      OrderHeap heap;
      for (const Entry& entry : entries) heap.push(entry);
      sort(entries);
      CHECK(drain(heap) == slots(entries));
    }
  }
}

TEST_CASE("what is kept stays in order") {
  for (std::uint32_t count = 0; count < 60; ++count) {
    std::vector<Entry> entries = random_entries(count, 7);
    OrderHeap heap;
    for (const Entry& entry : entries) heap.push(entry);
    heap.keep_if([](const Entry& entry) { return entry.slot % 3 != 0; });
    std::erase_if(entries, [](const Entry& entry) { return entry.slot % 3 == 0; });
    sort(entries);
    CHECK(heap.size() == entries.size());
    CHECK(drain(heap) == slots(entries));
  }
}

}  // namespace
}  // namespace peerwatt::market
