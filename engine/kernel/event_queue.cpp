#include "engine/kernel/event_queue.hpp"

#include <algorithm>

namespace peerwatt::kernel {

namespace {

constexpr std::size_t kLookahead = 8;  // events: longer bursts of prefetches stall

}  // namespace

EventQueue::EventQueue(SimTime start)
    : origin_{start.microseconds() - static_cast<std::int64_t>(kWindowTicks)} {}

std::span<const Event> EventQueue::pop_batch(SimTime limit, Phase phase) {
  ++pops_;
  const std::uint64_t end = limit.microseconds() < origin_ ? 0 : offset(limit.microseconds());
  while (find_instant(phase > 0 ? end + 1 : end)) {
    if (instant_ == end && next_phase() >= phase) return {};
    std::span<Event> batch = take_batch();
    note_batch(batch.front().phase);
    if (!cancelled_.empty()) [[unlikely]] {
      batch = without_cancelled(batch);
      if (batch.empty()) continue;
    }
    size_ -= batch.size();
    return batch;
  }
  earliest_ = std::max(earliest_, end);
  return {};
}

// Sets `instant_` to the time of the earliest event, if that is before the limit. A window is
// opened only if it starts before the limit, so that nothing that may be pushed later belongs
// before it.
bool EventQueue::find_instant(std::uint64_t limit) {
  if (in_run(instant_) || !phases_.empty()) return instant_ < limit;
  const std::optional<std::uint32_t> posted = wheel_.first_slot(0);
  if (next_ == run_.size() && !posted && !open_window(limit)) return false;
  const std::uint64_t ahead = next_ < run_.size() ? offset(run_[next_].time) : kNever;
  const std::uint64_t late = posted ? window_ + *posted : kNever;
  const std::uint64_t instant = std::min(ahead, late);
  if (instant >= limit) return false;
  instant_ = instant;
  earliest_ = instant;
  if (instant == late) {
    pool_.consume(wheel_.take({0, *posted}),
                  [this](const WaitingEvent& event) { phases_.append(pool_, event); });
  }
  return true;
}

// Of the present instant, which has events.
Phase EventQueue::next_phase() const {
  if (phases_.empty()) return run_[next_].phase;
  return in_run(instant_) ? std::min(run_[next_].phase, phases_.first()) : phases_.first();
}

// Opens the next window: takes the first slot of the wheel and moves its events to lower levels
// until the slot is one of level 1, a single window, whose events become the run. As slots are in
// order of time, no event of another slot is earlier.
bool EventQueue::open_window(std::uint64_t limit) {
  for (;;) {
    const auto place = wheel_.first_place(1);
    if (!place) {
      if (!fetch_from_beyond(limit)) return false;
      continue;
    }
    const std::uint64_t start = Wheel::start(*place, window_);
    if (start >= limit) return false;
    window_ = start;
    const EventList list = wheel_.take(*place);
    if (place->level == 1) {
      run_.clear();
      append_to(run_, list);
      sorter_.sort(run_, origin_ + static_cast<std::int64_t>(window_));
      next_ = 0;
      shown_ = 0;
      return true;
    }
    const std::uint64_t above = window_ >> 32 << 32;
    pool_.consume(list, [this, above](const WaitingEvent& event) {
      const std::uint64_t time = above | event.time;
      wheel_.append(pool_, std::max(1, Wheel::level(time, window_)), time, event);
    });
  }
}

// Moves the reach of the wheel, which is empty, to the first of the events beyond it, and enters
// all events that are within the new reach. O(events beyond).
bool EventQueue::fetch_from_beyond(std::uint64_t limit) {
  if (beyond_.empty()) return false;
  const auto earlier = [](const Event& a, const Event& b) { return a.time < b.time; };
  const Event first = *std::ranges::min_element(beyond_, earlier);
  constexpr int kReachBits = Wheel::kSlotBits * Wheel::kLevels;
  const std::uint64_t start = offset(first.time) >> kReachBits << kReachBits;
  if (start >= limit) return false;
  window_ = start;
  std::size_t kept = 0;
  for (const Event& event : beyond_) {
    const std::uint64_t time = offset(event.time);
    if (Wheel::reaches(time, window_)) {
      wheel_.append(pool_, std::max(1, Wheel::level(time, window_)), time, waiting(event));
    } else {
      beyond_[kept++] = event;
    }
  }
  beyond_.resize(kept);
  return true;
}

// Takes the events of the earliest phase at the present instant, from the run or from the phase
// lists. If both have that phase, they are copied together and sorted.
std::span<Event> EventQueue::take_batch() {
  if (phases_.empty()) [[likely]]
    return take_from_run();
  const Phase posted = phases_.first();
  const bool run_too = in_run(instant_) && run_[next_].phase <= posted;
  if (run_too && run_[next_].phase < posted) return take_from_run();
  batch_.clear();
  if (run_too) {
    const std::span<Event> ahead = take_from_run();
    batch_.resize(ahead.size());
    std::ranges::copy(ahead, batch_.data());
  }
  append_to(batch_, phases_.take(posted));
  sorter_.sort(batch_, origin_ + static_cast<std::int64_t>(instant_));
  return batch_.all();
}

// Takes the events of the next (time, phase) of the run, without copying.
std::span<Event> EventQueue::take_from_run() {
  const std::size_t begin = next_;
  const Event& first = run_[begin];
  do {
    ++next_;
  } while (next_ < run_.size() && run_[next_].time == first.time &&
           run_[next_].phase == first.phase);
  return run_.all().subspan(begin, next_ - begin);
}

// Restores full events from waiting ones: the upper bits of their times are those of the window.
void EventQueue::append_to(Buffer<Event>& events, const EventList& list) {
  std::size_t size = events.size();
  events.resize(size + list.size());
  const std::int64_t above = origin_ + static_cast<std::int64_t>(window_ >> 32 << 32);
  pool_.consume(list, [&](const WaitingEvent& event) {
    events[size++] =
        Event{above + event.time, event.target, event.source, event.ordinal, event.phase, 0,
              event.payload};
  });
}

std::span<const Event> EventQueue::upcoming() {
  if (shown_ >= std::min(next_ + kLookahead / 2, run_.size())) return {};
  const std::size_t end = std::min(next_ + kLookahead, run_.size());
  const std::size_t begin = std::max(shown_, next_);
  shown_ = end;
  return run_.all().subspan(begin, end - begin);
}

std::span<Event> EventQueue::without_cancelled(std::span<Event> batch) {
  const auto removed = std::remove_if(
      batch.begin(), batch.end(), [this](const Event& event) { return cancelled_.erase(event); });
  return batch.first(static_cast<std::size_t>(removed - batch.begin()));
}

void EventQueue::note_batch(Phase phase) {
  if (phase >= last_batches_.size()) last_batches_.resize(phase + 1);
  last_batches_[phase] = {instant_, ++batches_};
}

// An event of the present instant has left the queue if a batch of its phase at this instant left
// it after the event was posted.
bool EventQueue::is_pending(const EventKey& key) const {
  if (key.time < origin_ || offset(key.time) < earliest_) return false;
  if (offset(key.time) != instant_ || key.phase >= last_batches_.size()) return true;
  const LastBatch& last = last_batches_[key.phase];
  return last.time != instant_ || last.number <= key.batches_before;
}

bool EventQueue::cancel(const EventKey& key) {
  if (!is_pending(key) || !cancelled_.insert(key)) return false;
  --size_;
  return true;
}

}  // namespace peerwatt::kernel
