#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "engine/kernel/block_pool.hpp"

namespace peerwatt::kernel {

// Wheel is a hierarchical timing wheel (Varghese and Lauck, SOSP 1987) with five levels of 256
// slots. An event's level is the highest byte in which its time differs from the start of the
// present window, and its slot on that level is the value of this byte. So a slot of level l covers
// 256^l microseconds. Invariant: a lower level is always earlier than a higher one, and on a level
// a lower slot earlier than a higher one, so that the first occupied slot holds the earliest event.
// Entering takes O(1); finding the first slot takes O(levels), by bit masks of occupied slots.
// Memory is constant, besides the events.
class Wheel {
 public:
  static constexpr int kLevels = 5;
  static constexpr int kSlotBits = 8;
  static constexpr std::uint64_t kSlots = std::uint64_t{1} << kSlotBits;

  struct Place {
    int level = 0;
    std::uint32_t slot = 0;
  };

  // Tells whether the wheel has a slot for the time. 256^5 microseconds are 12.7 days.
  static bool reaches(std::uint64_t time, std::uint64_t window) {
    return (time ^ window) >> (kSlotBits * kLevels) == 0;
  }
  static int level(std::uint64_t time, std::uint64_t window) {
    return (static_cast<int>(std::bit_width((time ^ window) | 1)) - 1) / kSlotBits;
  }
  // Returns the start of a slot: the window's upper bytes, the slot, then zeros.
  static std::uint64_t start(Place place, std::uint64_t window) {
    const int shift = kSlotBits * place.level;
    const std::uint64_t above = window >> shift >> kSlotBits << kSlotBits;
    return (above | place.slot) << shift;
  }

  // Enters an event. `time` must be within reach, and `event.time` must be its lower 32 bits.
  WaitingEvent& append(BlockPool& pool, int level, std::uint64_t time, const WaitingEvent& event) {
    const std::uint32_t slot = time >> (kSlotBits * level) & (kSlots - 1);
    occupied_[level][slot / 64] |= std::uint64_t{1} << slot % 64;
    return pool.append(lists_[level][slot], event);
  }
  // Returns the first occupied slot of a level.
  std::optional<std::uint32_t> first_slot(int level) const {
    for (std::uint32_t word = 0; word < kWords; ++word) {
      const std::uint64_t bits = occupied_[level][word];
      if (bits != 0) return word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    return std::nullopt;
  }
  // Returns the first occupied slot of the levels from `lowest_level` on, the earliest one.
  std::optional<Place> first_place(int lowest_level) const;
  // Empties a slot and returns its events.
  EventList take(Place place);

 private:
  static constexpr std::uint32_t kWords = kSlots / 64;
  std::array<std::array<std::uint64_t, kWords>, kLevels> occupied_{};
  std::array<std::array<EventList, kSlots>, kLevels> lists_{};
};

}  // namespace peerwatt::kernel
