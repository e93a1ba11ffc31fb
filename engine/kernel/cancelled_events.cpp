#include "engine/kernel/cancelled_events.hpp"

#include <bit>

namespace peerwatt::kernel {

namespace {

std::uint64_t identity(std::uint32_t source, std::uint32_t ordinal) {
  return std::uint64_t{source} << 32 | ordinal;
}

}  // namespace

bool CancelledEvents::insert(const EventKey& key) {
  if (2 * (size_ + 1) > cells_.size()) grow();
  const Cell cell{key.time, identity(key.source, key.ordinal)};
  Cell& place = cells_[find(cell)];
  if (place == cell) return false;
  place = cell;
  ++size_;
  return true;
}

bool CancelledEvents::erase(const Event& event) {
  if (empty()) return false;
  const Cell cell{event.time, identity(event.source, event.ordinal)};
  const std::size_t place = find(cell);
  if (cells_[place].time == kFree) return false;
  close_gap(place);
  --size_;
  return true;
}

// Multiplies by 2^64 over the golden ratio (Fibonacci hashing; Knuth, The Art of Computer
// Programming 3, 6.4) and folds the upper bits of the product, which are the well mixed ones, onto
// the lower.
std::size_t CancelledEvents::home(const Cell& cell) const {
  const std::uint64_t mixed =
      (cell.id ^ std::rotl(static_cast<std::uint64_t>(cell.time), 17)) * 0x9e3779b97f4a7c15U;
  return (mixed ^ mixed >> 32) & (cells_.size() - 1);
}

std::size_t CancelledEvents::find(const Cell& cell) const {
  std::size_t i = home(cell);
  while (cells_[i].time != kFree && cells_[i] != cell) i = (i + 1) & (cells_.size() - 1);
  return i;
}

void CancelledEvents::grow() {
  std::vector<Cell> old(cells_.empty() ? 64 : 2 * cells_.size());
  old.swap(cells_);
  for (const Cell& cell : old) {
    if (cell.time != kFree) cells_[find(cell)] = cell;
  }
}

// Restores the invariant after a cell was removed: moves back the cells that were displaced past
// the gap, so that no search stops early (Knuth, The Art of Computer Programming 3, 6.4, algorithm
// R).
void CancelledEvents::close_gap(std::size_t gap) {
  const std::size_t mask = cells_.size() - 1;
  for (std::size_t i = (gap + 1) & mask; cells_[i].time != kFree; i = (i + 1) & mask) {
    const std::size_t displacement = (i - home(cells_[i])) & mask;
    if (displacement < ((i - gap) & mask)) continue;
    cells_[gap] = cells_[i];
    gap = i;
  }
  cells_[gap] = Cell{};
}

}  // namespace peerwatt::kernel
