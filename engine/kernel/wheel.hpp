#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "engine/kernel/block_pool.hpp"

namespace peerwatt::kernel {

// Hierarchical timing wheel: five levels of 256 slots. A time stands on the level of the highest
// byte in which it differs from the start of the current window, in the slot which that byte
// names. So the slots of level l hold 256^l microseconds each, a lower level is always earlier
// than a higher one, and a lower slot earlier than a higher. (Varghese and Lauck, 1987.)
class Wheel {
 public:
  static constexpr int kLevels = 5;
  static constexpr int kSlotBits = 8;
  static constexpr std::uint64_t kSlots = std::uint64_t{1} << kSlotBits;

  struct Place {
    int level = 0;
    std::uint32_t slot = 0;
  };

  // 256^5 microseconds are 12.7 days; what is further away has no place.
  static bool reaches(std::uint64_t time, std::uint64_t window) {
    return (time ^ window) >> (kSlotBits * kLevels) == 0;
  }
  static int level(std::uint64_t time, std::uint64_t window) {
    return (static_cast<int>(std::bit_width((time ^ window) | 1)) - 1) / kSlotBits;
  }
  // The start of a slot: the window's upper bytes, the slot, zeros.
  static std::uint64_t start(Place place, std::uint64_t window) {
    const int shift = kSlotBits * place.level;
    const std::uint64_t above = window >> shift >> kSlotBits << kSlotBits;
    return (above | place.slot) << shift;
  }

  // `time` is within reach; `event.time` its lower bits.
  void append(BlockPool& pool, int level, std::uint64_t time, const WaitingEvent& event) {
    const std::uint32_t slot = time >> (kSlotBits * level) & (kSlots - 1);
    occupied_[level][slot / 64] |= std::uint64_t{1} << slot % 64;
    pool.append(lists_[level][slot], event);
  }
  std::optional<std::uint32_t> first_slot(int level) const {
    for (std::uint32_t word = 0; word < kWords; ++word) {
      const std::uint64_t bits = occupied_[level][word];
      if (bits != 0) return word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    return std::nullopt;
  }
  std::optional<Place> first_place(int lowest_level) const;
  EventList take(Place place);

 private:
  static constexpr std::uint32_t kWords = kSlots / 64;
  std::array<std::array<std::uint64_t, kWords>, kLevels> occupied_{};
  std::array<std::array<EventList, kSlots>, kLevels> lists_{};
};

}  // namespace peerwatt::kernel
