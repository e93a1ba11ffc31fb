#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/block_pool.hpp"

namespace peerwatt::kernel {

// The events that were posted for the instant which is being handled: a list for each phase.
class PhaseLists {
 public:
  void append(BlockPool& pool, const WaitingEvent& event);
  bool empty() const { return lists_in_use_ == 0; }
  Phase first() const;          // precondition: not empty()
  EventList take(Phase phase);  // precondition: something was posted for it

 private:
  std::vector<EventList> lists_;         // by phase
  std::vector<std::uint64_t> occupied_;  // a bit for each phase
  std::uint32_t lists_in_use_ = 0;
};

}  // namespace peerwatt::kernel
