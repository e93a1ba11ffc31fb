#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/kernel/event.hpp"

namespace peerwatt::kernel {

// The events that were cancelled but still lie in the queue. A hash set with open addressing:
// memory grows to the largest number of them and no operation allocates after that.
class CancelledEvents {
 public:
  bool empty() const { return size_ == 0; }
  bool insert(const EventKey& key);  // false when it was there
  bool erase(const Event& event);    // false when it was not there

 private:
  struct Cell {
    std::int64_t time = kFree;
    std::uint64_t id = 0;
    bool operator==(const Cell&) const = default;
  };
  static constexpr std::int64_t kFree = std::numeric_limits<std::int64_t>::min();

  std::size_t home(const Cell& cell) const;
  std::size_t find(const Cell& cell) const;  // its place, or the free place where it would go
  void grow();
  void close_gap(std::size_t gap);

  std::vector<Cell> cells_;  // a power of two, at most half full
  std::size_t size_ = 0;
};

}  // namespace peerwatt::kernel
