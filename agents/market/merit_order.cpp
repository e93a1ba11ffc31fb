#include "agents/market/merit_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>
#include <utility>

namespace peerwatt::market {
namespace {

// Below these sizes the simpler sort is the faster one (bench_clearing).
constexpr std::size_t kInsertionMost = 24;
constexpr std::size_t kRadixLeast = 400;

constexpr int kDigitBits = 11;
constexpr int kDigits = 6;
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

// Unsigned integers in the order of the doubles: the usual flip of sign and magnitude.
std::uint64_t ascending_key(double price) {
  const auto bits = std::bit_cast<std::uint64_t>(price + 0.0);  // -0 becomes +0
  return bits >> 63 != 0 ? ~bits : bits | std::uint64_t{1} << 63;
}

std::size_t digit(std::uint64_t key, int place) {
  return key >> (place * kDigitBits) & (kBuckets - 1);
}

}  // namespace

std::span<const std::uint32_t> MeritOrder::sort(std::span<const Order> orders, Side side) {
  const std::size_t count = orders.size();
  entries_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t key = ascending_key(orders[i].limit_price);
    entries_[i] = {side == Side::kSell ? key : ~key, static_cast<std::uint32_t>(i)};
  }
  const auto by_key = [](const Entry& a, const Entry& b) {
    return std::tie(a.key, a.index) < std::tie(b.key, b.index);
  };
  if (count >= kRadixLeast) {
    radix_sort();
  } else if (count > kInsertionMost) {
    std::sort(entries_.begin(), entries_.end(), by_key);
  } else {
    for (std::size_t i = 1; i < count; ++i) {
      const Entry entry = entries_[i];
      std::size_t place = i;
      for (; place > 0 && entries_[place - 1].key > entry.key; --place) {
        entries_[place] = entries_[place - 1];
      }
      entries_[place] = entry;
    }
  }
  settle_ties(orders);
  ranking_.resize(count);
  for (std::size_t i = 0; i < count; ++i) ranking_[i] = entries_[i].index;
  return ranking_;
}

// Least significant digit first, so that equal keys keep their places; digits that are the same in
// all keys are passed over.
void MeritOrder::radix_sort() {
  std::array<std::array<std::uint32_t, kBuckets>, kDigits> counts{};
  for (const Entry& entry : entries_) {
    for (int place = 0; place < kDigits; ++place) {
      ++counts[static_cast<std::size_t>(place)][digit(entry.key, place)];
    }
  }
  scratch_.resize(entries_.size());
  for (int place = 0; place < kDigits; ++place) {
    auto& starts = counts[static_cast<std::size_t>(place)];
    if (starts[digit(entries_.front().key, place)] == entries_.size()) continue;
    std::uint32_t start = 0;
    for (std::uint32_t& slot : starts) start += std::exchange(slot, start);
    for (const Entry& entry : entries_) scratch_[starts[digit(entry.key, place)]++] = entry;
    entries_.swap(scratch_);
  }
}

// Equal prices stand in the order of the span; that becomes arrival, owner, place.
void MeritOrder::settle_ties(std::span<const Order> orders) {
  const auto earlier = [&](const Entry& a, const Entry& b) {
    const Order& left = orders[a.index];
    const Order& right = orders[b.index];
    return std::tie(left.arrival, left.owner, a.index) <
           std::tie(right.arrival, right.owner, b.index);
  };
  for (auto first = entries_.begin(); first != entries_.end();) {
    auto last = first + 1;
    while (last != entries_.end() && last->key == first->key) ++last;
    if (last - first > 1) std::sort(first, last, earlier);
    first = last;
  }
}

}  // namespace peerwatt::market
