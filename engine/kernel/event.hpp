#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

namespace peerwatt::kernel {

// The order of what happens at the same instant, smallest first. Each kind of message or timer has
// a phase of its own.
using Phase = std::uint16_t;

// An event is something that will happen to an agent. It is plain data, as queues move millions of
// them.
struct Event {
  std::int64_t time;      // microseconds since 1970-01-01T00:00:00Z
  std::uint32_t target;   // index of the agent it happens to
  std::uint32_t source;   // index of the agent that posted it
  std::uint32_t ordinal;  // of the event among all that were posted, modulo 2^32
  Phase phase;
  std::uint16_t reserved;  // 0; not stored while an event waits
  std::uint64_t payload;   // a small value, or a handle to a large one

  SimTime at() const { return SimTime::from_microseconds(time); }
  AgentId to() const { return AgentId{target}; }
  AgentId from() const { return AgentId{source}; }
};
static_assert(sizeof(Event) == 32);

// A batch is what a receiver is handed: all events of one instant and phase, in total order.
using Batch = std::span<const Event>;

// Tells which of two ordinals is earlier, as long as fewer than 2^31 events were posted between
// them.
constexpr bool posted_before(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::int32_t>(a - b) < 0;
}

// The total order of events: by time, phase, target, source, then as they were posted. Events that
// are equal in all of these (a simulation posts none) stay in the order in which the queue got
// them. With it the order of handling does not depend on how the queue stores events. Ordinals
// decide only among events of one source, so it does not depend on what others post either.
constexpr bool before(const Event& a, const Event& b) {
  if (a.time != b.time) return a.time < b.time;
  if (a.phase != b.phase) return a.phase < b.phase;
  if (a.target != b.target) return a.target < b.target;
  if (a.source != b.source) return a.source < b.source;
  return posted_before(a.ordinal, b.ordinal);
}

// A key names a pending event, for cancelling it. A default key names none.
struct EventKey {
  std::int64_t time = std::numeric_limits<std::int64_t>::min();
  std::uint64_t batches_before = 0;  // number of batches that had left the queue when it was posted
  std::uint32_t source = 0;
  std::uint32_t ordinal = 0;
  Phase phase = 0;
};

}  // namespace peerwatt::kernel
