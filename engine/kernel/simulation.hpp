#pragma once

#include <cstdint>
#include <type_traits>
#include <vector>

#include "engine/kernel/event.hpp"
#include "engine/kernel/event_queue.hpp"

namespace peerwatt::kernel {

// Simulation is the clock and the event loop: it takes batch after batch of events and hands each
// to the receiver of its phase. Invariant: now() never goes back while events are handled, and the
// events of a batch are in total order (event.hpp).
class Simulation {
 public:
  Simulation(SimTime start, std::uint32_t agent_count);
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // Sends the events of a phase to `receiver`, which must outlive the runs. Method is a
  // `void (T::*)(Batch)`. Where T has a `void prefetch(Batch) const`, that is called a little
  // earlier with events of the phase that are about to come, to fetch the memory they will need.
  // LogicError when the phase has a receiver already.
  template <auto Method, class T>
  void on(Phase phase, T& receiver) {
    add(phase, {&receiver, &call<Method, T>, prefetcher<T>()});
  }

  SimTime now() const { return now_; }

  // LogicError when `at` is in the past. What is posted for the present instant comes after the
  // batch that is being handled, as a further batch: at once if its phase is the same or earlier,
  // else when that phase's turn comes.
  EventKey schedule(SimTime at, Phase phase, AgentId target, AgentId source,
                    std::uint64_t payload = 0) {
    return queue_.push(event(at, phase, target, source, payload));
  }
  // Schedules an event whose payload may be changed until the next batch is asked for.
  OpenEvent schedule_open(SimTime at, Phase phase, AgentId target, AgentId source,
                          std::uint64_t payload) {
    return queue_.push_open(event(at, phase, target, source, payload));
  }
  bool is_open(const OpenEvent& event) const { return queue_.is_open(event); }

  // Cancels an event. Returns false if it is not pending any more.
  bool cancel(const EventKey& key) { return queue_.cancel(key); }

  // Handles the events before `end`, and those at `end` of phases before `first_left`: the rest
  // stays pending. Afterwards now() == end, unless a handler asked to stop. Running in pieces gives
  // the same as running at once. LogicError when `end` is in the past, or for an event whose phase
  // has no receiver.
  void run_until(SimTime end, Phase first_left = 0);

  // Calls `(object.*Method)(time, phase)` before each batch is handled; now() is its time already.
  // The object must outlive the runs.
  template <auto Method, class T>
  void before_each_batch(T& object) {
    watcher_ = &object;
    watch_ = [](void* watcher, SimTime time, Phase phase) {
      (static_cast<T*>(watcher)->*Method)(time, phase);
    };
  }

  // May be called by a handler: run_until() then returns after the present batch, and now() stays
  // there.
  void request_stop() { stop_requested_ = true; }

  std::uint64_t events_handled() const { return events_handled_; }
  std::size_t pending() const { return queue_.size(); }

  std::uint32_t agent_count() const { return agent_count_; }

 private:
  struct Receiver {
    void* object = nullptr;
    void (*handle)(void*, Batch) = nullptr;
    void (*prefetch)(const void*, Batch) = nullptr;  // optional
  };

  template <auto Method, class T>
  static void call(void* object, Batch batch) {
    (static_cast<T*>(object)->*Method)(batch);
  }
  template <class T>
  static constexpr auto prefetcher() -> void (*)(const void*, Batch) {
    if constexpr (requires(const T& t, Batch batch) { t.prefetch(batch); }) {
      return
          [](const void* object, Batch batch) { static_cast<const T*>(object)->prefetch(batch); };
    } else {
      return nullptr;
    }
  }

  Event event(SimTime at, Phase phase, AgentId target, AgentId source, std::uint64_t payload) {
    PEERWATT_VALIDATE(at >= now_);
    PEERWATT_EXPECTS(target.index() < agent_count_ && source.index() < agent_count_);
    return {at.microseconds(), target.index(), source.index(), posted_++, phase, 0, payload};
  }
  void add(Phase phase, Receiver receiver);
  void prefetch(Batch upcoming) const;

  SimTime now_;
  EventQueue queue_;
  std::uint32_t agent_count_;
  std::uint32_t posted_ = 0;         // events, modulo 2^32
  std::vector<Receiver> receivers_;  // by phase
  void* watcher_ = nullptr;          // of batches
  void (*watch_)(void*, SimTime, Phase) = nullptr;
  std::uint64_t events_handled_ = 0;
  bool stop_requested_ = false;
};

}  // namespace peerwatt::kernel
