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

// An event that was just posted, whose payload may still be changed.
struct OpenEvent {
  WaitingEvent* waiting = nullptr;  // null: never open
  std::uint64_t pops = 0;           // of the queue before it was posted
};

// EventQueue keeps the pending events and hands them out in total order, batch by batch. Events
// wait in a timing wheel (Wheel), which orders them only roughly; the events of the next window of
// 256 microseconds are sorted into one run, out of which batches are handed without copying.
//
// Invariant: every pending event is in one of
//   1. the run: events of the present window that were posted before it was opened, sorted;
//   2. level 0 of the wheel: later instants of the present window, posted since it was opened;
//   3. the phase lists: the instant that is being handled, posted since it began;
//   4. levels 1 to 4 of the wheel: windows after the present one, up to its reach;
//   5. `beyond_`: whatever is out of the wheel's reach.
// All events of 4 are later than those of 1 to 3, and those of 5 later than those of 4, so that
// only the first three are compared for the next batch.
//
// Time: `push` O(1). An event moves down the wheel at most three times and is sorted once, so that
// handing it out takes O(1) amortized, but for sorting where keys do not fit into 64 bits
// (EventSorter). Events beyond the reach are scanned once for each reach of 12.7 days that has
// events. `cancel` O(1) on average. Memory O(events), which grows to the largest need and is then
// reused.
class EventQueue {
 public:
  explicit EventQueue(SimTime start);  // no event may be earlier

  // Adds an event, which must not be earlier than the last batch, nor than the limit of a
  // pop_batch() that found nothing.
  EventKey push(const Event& event) {
    enter(event);
    return {event.time, batches_, event.source, event.ordinal, event.phase};
  }
  // Adds one whose payload may be changed until the next call of pop_batch().
  OpenEvent push_open(const Event& event) { return {enter(event), pops_}; }
  bool is_open(const OpenEvent& event) const {
    return event.waiting != nullptr && event.pops == pops_;
  }

  // Returns all events of the earliest (time, phase) before `limit`, or at it before `phase`, in
  // total order, or nothing if there is none. They are valid until the next call. What is pushed
  // for the same instant meanwhile comes as a further batch: at once if its phase is the same or
  // earlier.
  std::span<const Event> pop_batch(SimTime limit, Phase phase = 0);

  // Cancels an event. Returns false if it has left the queue or was cancelled before.
  bool cancel(const EventKey& key);

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // Returns the next few events of the run that it has not returned yet, so that the memory that
  // they need can be prefetched.
  std::span<const Event> upcoming();

 private:
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  struct LastBatch {
    std::uint64_t time = kNever;
    std::uint64_t number = 0;
  };

  // Inside the queue, times are counted from the origin. It lies one window before the start, so
  // that the first window is empty and over.
  std::uint64_t offset(std::int64_t time) const {
    return static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(origin_);
  }
  WaitingEvent waiting(const Event& event) const {
    return {static_cast<std::uint32_t>(offset(event.time)),
            event.target,
            event.source,
            event.ordinal,
            event.phase,
            event.payload};
  }
  bool in_run(std::uint64_t time) const {
    return next_ < run_.size() && offset(run_[next_].time) == time;
  }

  // Returns where the event waits, or null if that is out of the wheel's reach.
  WaitingEvent* enter(const Event& event) {
    const std::uint64_t time = offset(event.time);
    PEERWATT_EXPECTS(time >= earliest_);
    ++size_;
    if (time == instant_) return &phases_.append(pool_, waiting(event));
    if (Wheel::reaches(time, window_)) [[likely]] {
      return &wheel_.append(pool_, Wheel::level(time, window_), time, waiting(event));
    }
    beyond_.push_back(event);
    return nullptr;
  }
  bool find_instant(std::uint64_t limit);
  Phase next_phase() const;
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
  std::uint64_t earliest_ = kWindowTicks;  // no earlier event may be pushed
  std::size_t next_ = 0;                   // index in the run of the next event
  std::size_t shown_ = 0;                  // events of the run that upcoming() has returned
  std::size_t size_ = 0;
  std::uint64_t batches_ = 0;
  std::uint64_t pops_ = 0;  // calls of pop_batch()
  BlockPool pool_;
  Wheel wheel_;  // see the invariant above
  PhaseLists phases_;
  std::vector<Event> beyond_;  // out of the wheel's reach
  Buffer<Event> run_;
  Buffer<Event> batch_;  // a batch that is not part of the run
  EventSorter sorter_;
  CancelledEvents cancelled_;
  std::vector<LastBatch> last_batches_;  // by phase
};

}  // namespace peerwatt::kernel
