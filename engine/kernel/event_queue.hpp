#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/kernel/block_pool.hpp"
#include "engine/kernel/buffer.hpp"
#include "engine/kernel/cancelled_events.hpp"
#include "engine/kernel/event.hpp"
#include "engine/kernel/event_sorter.hpp"
#include "engine/kernel/phase_lists.hpp"
#include "engine/kernel/wheel.hpp"

namespace peerwatt::kernel {

// The pending events. A wheel keeps roughly what is far away; the next window of 256 microseconds
// is sorted into one run, out of which batches are handed without copying. What is posted for the
// instant that is being handled waits in a list per phase.
class EventQueue {
 public:
  explicit EventQueue(SimTime start);  // no event is earlier

  // Not earlier than the last batch, nor than the limit of a pop_batch() that found nothing.
  EventKey push(const Event& event) {
    const std::uint64_t time = offset(event.time);
    PEERWATT_EXPECTS(time >= earliest_);
    ++size_;
    if (time == instant_) {
      phases_.append(pool_, waiting(event));
    } else if (Wheel::reaches(time, window_)) [[likely]] {
      wheel_.append(pool_, Wheel::level(time, window_), time, waiting(event));
    } else {
      beyond_.push_back(event);
    }
    return {event.time, batches_, event.source, event.counter, event.phase};
  }

  // All events of the earliest (time, phase) before `limit`, in total order; empty when there is
  // none. Valid until the next call. What is pushed for the same instant meanwhile comes as a
  // further batch: at once if its phase is the same or earlier.
  std::span<const Event> pop_batch(SimTime limit);

  // False when the event has left the queue or was cancelled before.
  bool cancel(const EventKey& key);

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // The next few events of the run that this has not shown yet, for prefetching what they need.
  std::span<const Event> upcoming();

 private:
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  struct LastBatch {
    std::uint64_t time = kNever;
    std::uint64_t number = 0;
  };

  // Times inside are counted from the origin, which lies one window before the start: so that the
  // first window is empty and over.
  std::uint64_t offset(std::int64_t time) const {
    return static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(origin_);
  }
  WaitingEvent waiting(const Event& event) const {
    return {static_cast<std::uint32_t>(offset(event.time)),
            event.target,
            event.source,
            event.counter,
            event.phase,
            event.payload};
  }
  bool in_run(std::uint64_t time) const {
    return next_ < run_.size() && offset(run_[next_].time) == time;
  }

  bool find_instant(std::uint64_t limit);
  bool open_window(std::uint64_t limit);
  bool fetch_from_beyond(std::uint64_t limit);
  std::span<Event> take_batch();
  std::span<Event> take_from_run();
  void append_to(Buffer<Event>& events, const EventList& list);
  std::span<Event> without_cancelled(std::span<Event> batch);
  void note_batch(Phase phase);
  bool is_pending(const EventKey& key) const;

  std::int64_t origin_;                    // microseconds since 1970
  std::uint64_t window_ = 0;               // start of the window that the run covers
  std::uint64_t instant_ = kNever;         // of the last batch
  std::uint64_t earliest_ = kWindowTicks;  // what may still be pushed
  std::size_t next_ = 0;                   // in the run
  std::size_t shown_ = 0;                  // of the run, by upcoming()
  std::size_t size_ = 0;
  std::uint64_t batches_ = 0;
  BlockPool pool_;
  Wheel wheel_;  // level 0: the later instants of the window, where posted since it was opened
  PhaseLists phases_;
  std::vector<Event> beyond_;  // out of the wheel's reach
  Buffer<Event> run_;
  Buffer<Event> batch_;  // one that could not be handed out of the run
  EventSorter sorter_;
  CancelledEvents cancelled_;
  std::vector<LastBatch> last_batches_;  // by phase
};

}  // namespace peerwatt::kernel
