#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/kernel/event.hpp"

namespace peerwatt::kernel {

// CancelledEvents is the set of events that were cancelled but are still in the queue: a hash table
// with open addressing and linear probing, at most half full. Invariant: no free cell lies between
// a cell's home and its place, so that a search may stop at the first free cell. `insert` and
// `erase` take O(1) on average; memory grows to the largest number of events in it, and nothing is
// allocated after that.
class CancelledEvents {
 public:
  bool empty() const { return size_ == 0; }
  bool insert(const EventKey& key);  // returns false if it was in the set
  bool erase(const Event& event);    // returns false if it was not in the set

 private:
  struct Cell {
    std::int64_t time = kFree;
    std::uint64_t id = 0;
    bool operator==(const Cell&) const = default;
  };
  static constexpr std::int64_t kFree = std::numeric_limits<std::int64_t>::min();

  std::size_t home(const Cell& cell) const;
  std::size_t find(const Cell& cell) const;  // its place, or the free one where it would go
  void grow();
  void close_gap(std::size_t gap);

  std::vector<Cell> cells_;  // their number is a power of two
  std::size_t size_ = 0;
};

}  // namespace peerwatt::kernel
