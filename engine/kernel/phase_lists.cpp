#include "engine/kernel/phase_lists.hpp"

#include <bit>
#include <utility>

namespace peerwatt::kernel {

WaitingEvent& PhaseLists::append(BlockPool& pool, const WaitingEvent& event) {
  const Phase phase = event.phase;
  if (phase >= lists_.size()) {
    occupied_.resize(phase / 64 + 1);
    lists_.resize(64 * occupied_.size());
  }
  if (lists_[phase].head == nullptr) {
    occupied_[phase / 64] |= std::uint64_t{1} << phase % 64;
    ++lists_in_use_;
  }
  return pool.append(lists_[phase], event);
}

Phase PhaseLists::first() const {
  PEERWATT_EXPECTS(!empty());
  std::size_t word = 0;
  while (occupied_[word] == 0) ++word;
  return static_cast<Phase>(64 * word + std::countr_zero(occupied_[word]));
}

EventList PhaseLists::take(Phase phase) {
  PEERWATT_EXPECTS(phase < lists_.size() && lists_[phase].head != nullptr);
  occupied_[phase / 64] &= ~(std::uint64_t{1} << phase % 64);
  --lists_in_use_;
  return std::exchange(lists_[phase], EventList{});
}

}  // namespace peerwatt::kernel
