#include "engine/kernel/event_sorter.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace peerwatt::kernel {

namespace {

constexpr std::size_t kFew = 20;      // up to this many events insertion is fastest
constexpr std::uint32_t kSparse = 8;  // most events of one tick that are left to insertion
constexpr std::size_t kManyPerTick = kSparse * kWindowTicks;

int width(std::uint64_t value) {
  return static_cast<int>(std::bit_width(value));
}

bool is_ordered(std::span<const Event> events) {
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (before(events[i], events[i - 1])) return false;
  }
  return true;
}

// Sorts in O(n + number of pairs in the wrong order); equal events keep their order.
void insertion_sort(std::span<Event> events) {
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (!before(events[i], events[i - 1])) continue;
    const Event event = events[i];
    std::size_t place = i;
    do {
      events[place] = events[place - 1];
    } while (--place > 0 && before(event, events[place - 1]));
    events[place] = event;
  }
}

void turn_counts_into_starts(std::span<std::uint32_t> counts) {
  std::exclusive_scan(counts.begin(), counts.end(), counts.begin(), std::uint32_t{0});
}

}  // namespace

void EventSorter::sort(Buffer<Event>& events, std::int64_t window_start) {
  if (events.size() <= kFew) return insertion_sort(events.all());
  if (is_ordered(events.all())) return;
  if (events.size() <= kManyPerTick && sort_by_tick(events, window_start)) return;
  make_keys(events, window_start);
  if (index_bits_ + key_bits_ <= 64) {
    sort_keys();
  } else {  // keys do not fit: sort indices by comparing the events
    std::iota(keys_.data(), keys_.data() + keys_.size(), std::uint64_t{0});
    std::sort(keys_.data(), keys_.data() + keys_.size(), [&](std::uint64_t a, std::uint64_t b) {
      return before(events[a], events[b]) || (!before(events[b], events[a]) && a < b);
    });
    key_bits_ = 0;
  }
  gather(events);
  events.swap(sorted_);
}

// Sorts by tick with a counting sort and finishes by insertion, O(n) as a tick has at most kSparse
// events. Returns false, with nothing changed, if a tick has more.
bool EventSorter::sort_by_tick(Buffer<Event>& events, std::int64_t window_start) {
  const std::span<std::uint32_t> counts = std::span{counts_}.first(kWindowTicks);
  std::ranges::fill(counts, 0);
  for (const Event& event : events.all()) ++counts[event.time - window_start];
  if (std::ranges::max(counts) > kSparse) return false;
  turn_counts_into_starts(counts);
  sorted_.resize(events.size());
  for (const Event& event : events.all()) sorted_[counts[event.time - window_start]++] = event;
  events.swap(sorted_);
  insertion_sort(events.all());
  return true;
}

// Builds a key for each event from the bits in which ticks, phases and targets differ at all. The
// bits that are left out are the same in all events, so keys compare as the events do.
void EventSorter::make_keys(const Buffer<Event>& events, std::int64_t window_start) {
  const Event& first = events[0];
  std::uint64_t ticks = 0;
  std::uint32_t phases = 0;
  std::uint32_t targets = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ticks |=
        static_cast<std::uint64_t>((events[i].time - window_start) ^ (first.time - window_start));
    phases |= static_cast<std::uint32_t>(events[i].phase ^ first.phase);
    targets |= events[i].target ^ first.target;
  }
  const int phase_bits = width(phases);
  const int target_bits = width(targets);
  const std::uint64_t tick_mask = std::bit_ceil(ticks + 1) - 1;
  const std::uint64_t phase_mask = (std::uint64_t{1} << phase_bits) - 1;
  const std::uint64_t target_mask = (std::uint64_t{1} << target_bits) - 1;
  index_bits_ = width(events.size() - 1);
  key_bits_ = width(ticks) + phase_bits + target_bits;
  keys_.resize(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    std::uint64_t key = static_cast<std::uint64_t>(events[i].time - window_start) & tick_mask;
    key = key << phase_bits | (events[i].phase & phase_mask);
    key = key << target_bits | (events[i].target & target_mask);
    keys_[i] = key << index_bits_ | i;
  }
}

// Sorts the keys by radix, least significant digit first, each pass stable. Digits are about as
// wide as there are keys to spread: O(n) for each of at most key_bits/6 + 1 passes.
void EventSorter::sort_keys() {
  if (key_bits_ == 0) return;
  const int widest = std::clamp(index_bits_, 6, kMaxDigitBits);
  const int passes = (key_bits_ + widest - 1) / widest;
  for (int pass = 0; pass < passes; ++pass) {
    const int low = key_bits_ * pass / passes;
    const int high = key_bits_ * (pass + 1) / passes;
    sort_keys_by_digit(index_bits_ + low, high - low);
  }
}

void EventSorter::sort_keys_by_digit(int shift, int bits) {
  const std::span<std::uint32_t> counts = std::span{counts_}.first(std::size_t{1} << bits);
  const std::uint64_t mask = counts.size() - 1;
  std::ranges::fill(counts, 0);
  for (const std::uint64_t key : keys_.all()) ++counts[key >> shift & mask];
  turn_counts_into_starts(counts);
  other_keys_.resize(keys_.size());
  for (const std::uint64_t key : keys_.all()) other_keys_[counts[key >> shift & mask]++] = key;
  keys_.swap(other_keys_);
}

// Copies the events in the order of the keys. Events with the same tick, phase and target are then
// in the order in which they were posted, which is nearly always that of source and ordinal; if
// not, their group is sorted.
void EventSorter::gather(const Buffer<Event>& events) {
  sorted_.resize(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    sorted_[i] = events[index(keys_[i])];
    const bool same_group = i > 0 && (keys_[i] ^ keys_[i - 1]) >> index_bits_ == 0;
    if (same_group && before(sorted_[i], sorted_[i - 1])) i = gather_group(events, i) - 1;
  }
}

// Sorts the group of events with the key of `member` by source and ordinal. Returns the end of the
// group.
std::size_t EventSorter::gather_group(const Buffer<Event>& events, std::size_t member) {
  const auto same = [&](std::size_t i) { return (keys_[i] ^ keys_[member]) >> index_bits_ == 0; };
  std::size_t begin = member;
  while (begin > 0 && same(begin - 1)) --begin;
  std::size_t end = member + 1;
  while (end < keys_.size() && same(end)) ++end;
  std::sort(keys_.data() + begin, keys_.data() + end, [&](std::uint64_t a, std::uint64_t b) {
    const Event& left = events[index(a)];
    const Event& right = events[index(b)];
    return before(left, right) || (!before(right, left) && a < b);
  });
  for (std::size_t i = begin; i < end; ++i) sorted_[i] = events[index(keys_[i])];
  return end;
}

}  // namespace peerwatt::kernel
