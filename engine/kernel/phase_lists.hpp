#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/block_pool.hpp"

namespace peerwatt::kernel {

// PhaseLists keeps the events that were posted for the instant that is being handled, in a list for
// each phase, with a bit mask of the phases that have any. `append` and `take` take O(1), `first`
// O(phases/64).
class PhaseLists {
 public:
  WaitingEvent& append(BlockPool& pool, const WaitingEvent& event);
  bool empty() const { return lists_in_use_ == 0; }
  Phase first() const;          // the lowest phase; there must be one
  EventList take(Phase phase);  // something must have been posted for it

 private:
  std::vector<EventList> lists_;         // by phase
  std::vector<std::uint64_t> occupied_;  // a bit for each phase
  std::uint32_t lists_in_use_ = 0;
};

}  // namespace peerwatt::kernel
