#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/kernel/event.hpp"

namespace peerwatt::kernel {

inline SimTime at(std::int64_t microseconds) {
  return SimTime::from_microseconds(microseconds);
}
inline AgentId agent(std::uint32_t index) {
  return AgentId{index};
}

// Whole, since a key has no two events.
inline bool same(const Event& a, const Event& b) {
  return !before(a, b) && !before(b, a) && a.payload == b.payload;
}
inline bool same(const std::vector<Event>& a, const std::vector<Event>& b) {
  return std::ranges::equal(a, b, [](const Event& x, const Event& y) { return same(x, y); });
}

// What the events of a sample look like: the smaller a number, the more of them tie.
struct Sample {
  std::size_t count = 1000;
  std::int64_t start = 0;
  std::int64_t span = 1;  // of their times, microseconds
  std::uint32_t phases = 1;
  std::uint32_t targets = 1;
  std::uint32_t sources = 1;
  bool unique = true;  // no two with the same key
};

// std::mt19937 gives the same numbers everywhere; its distributions do not, so that remainders are
// taken.
inline std::vector<Event> draw(const Sample& sample, std::uint32_t seed) {
  std::mt19937 random{seed};
  std::vector<Event> events;
  for (std::size_t i = 0; i < sample.count; ++i) {
    const std::uint64_t far = std::uint64_t{random()} << 32 | random();
    const auto time = static_cast<std::int64_t>(far % static_cast<std::uint64_t>(sample.span));
    const auto phase = static_cast<Phase>(random() % sample.phases);
    const auto target = static_cast<std::uint32_t>(random() % sample.targets);
    const auto source = static_cast<std::uint32_t>(random() % sample.sources);
    const std::uint32_t counter = sample.unique ? static_cast<std::uint32_t>(i) : 0;
    events.push_back({sample.start + time, target, source, counter, phase, 0, i});
  }
  std::ranges::shuffle(events, random);
  return events;
}

inline std::vector<Event> in_total_order(std::vector<Event> events) {
  std::ranges::stable_sort(events, before);
  return events;
}

}  // namespace peerwatt::kernel
