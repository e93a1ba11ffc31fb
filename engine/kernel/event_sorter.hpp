#pragma once

#include <array>
#include <cstdint>

#include "engine/kernel/buffer.hpp"
#include "engine/kernel/event.hpp"

namespace peerwatt::kernel {

inline constexpr std::uint64_t kWindowTicks = 256;  // microseconds that are sorted together

// EventSorter puts events into total order; equal events stay in the order in which they were
// posted. It is made for the events of one window of time, of which many have the same instant and
// which are often in order already. It chooses by their number: insertion sort for few; nothing if
// they are in order; a counting sort by microsecond with insertion if no microsecond has many;
// otherwise a radix sort of 64-bit keys.
//
// A key is (tick, phase, target), of which only the bits that differ are kept, above the event's
// index, so that equal keys keep their order. Events that agree in the key are nearly always posted
// in order of source and ordinal; where they are not, their group is sorted by these. O(n) if keys
// fit into 64 bits and groups are in order, O(n log n) otherwise. Memory O(n), kept for the next
// call.
class EventSorter {
 public:
  // Sorts events whose times are in [window_start, window_start + kWindowTicks).
  void sort(Buffer<Event>& events, std::int64_t window_start);

 private:
  bool sort_by_tick(Buffer<Event>& events, std::int64_t window_start);
  void make_keys(const Buffer<Event>& events, std::int64_t window_start);
  void sort_keys();
  void sort_keys_by_digit(int shift, int bits);
  void gather(const Buffer<Event>& events);
  std::size_t gather_group(const Buffer<Event>& events, std::size_t member);
  std::size_t index(std::uint64_t key) const {
    return key & ((std::uint64_t{1} << index_bits_) - 1);
  }

  static constexpr int kMaxDigitBits = 11;
  // Widths of the parts of a key.
  int index_bits_ = 0;
  int key_bits_ = 0;  // without the index
  Buffer<std::uint64_t> keys_;
  Buffer<std::uint64_t> other_keys_;
  Buffer<Event> sorted_;
  std::array<std::uint32_t, std::size_t{1} << kMaxDigitBits> counts_{};
};

}  // namespace peerwatt::kernel
