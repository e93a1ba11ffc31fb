#pragma once

#include "engine/kernel/buffer.hpp"
#include "engine/kernel/event.hpp"
#include "engine/kernel/event_sorter.hpp"

namespace peerwatt::kernel {

// SplitRuns puts the messages of runs that overlap into total order, an event for each.
class SplitRuns {
 public:
  void clear() { events_.clear(); }
  void add(const Event& event) {
    events_.resize(events_.size() + 1);
    events_[events_.size() - 1] = event;
  }
  // Events of one instant and phase, of which those of one run were added in their order. The batch
  // is valid until the next call.
  Batch in_total_order() {
    if (!events_.empty()) sorter_.sort(events_, events_[0].time);
    return events_.all();
  }

 private:
  Buffer<Event> events_;
  EventSorter sorter_;
};

}  // namespace peerwatt::kernel
