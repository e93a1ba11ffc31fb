#pragma once

#include <array>
#include <cstdint>

#include "engine/kernel/buffer.hpp"
#include "engine/kernel/event.hpp"

namespace peerwatt::kernel {

inline constexpr std::uint64_t kWindowTicks = 256;  // microseconds that are sorted together

// Puts events into total order, first posted first where equal. Made for the events of one window
// of time: many of the same instant, often in order already. Keeps its scratch memory.
class EventSorter {
 public:
  // All times are in [window_start, window_start + kWindowTicks).
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
  // A key is (tick, phase, target), squeezed into the bits that differ, above the event's index.
  int index_bits_ = 0;
  int key_bits_ = 0;  // without the index
  Buffer<std::uint64_t> keys_;
  Buffer<std::uint64_t> other_keys_;
  Buffer<Event> sorted_;
  std::array<std::uint32_t, std::size_t{1} << kMaxDigitBits> counts_{};
};

}  // namespace peerwatt::kernel
