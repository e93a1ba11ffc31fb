#include "engine/kernel/wheel.hpp"

#include <utility>

namespace peerwatt::kernel {

std::optional<Wheel::Place> Wheel::first_place(int lowest_level) const {
  for (int level = lowest_level; level < kLevels; ++level) {
    if (const auto slot = first_slot(level)) return Place{level, *slot};
  }
  return std::nullopt;
}

EventList Wheel::take(Place place) {
  occupied_[place.level][place.slot / 64] &= ~(std::uint64_t{1} << place.slot % 64);
  return std::exchange(lists_[place.level][place.slot], EventList{});
}

}  // namespace peerwatt::kernel
