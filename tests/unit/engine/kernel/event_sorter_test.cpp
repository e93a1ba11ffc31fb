#include "engine/kernel/event_sorter.hpp"

#include "tests/unit/engine/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

std::vector<Event> sorted(const std::vector<Event>& events, std::int64_t window_start) {
  Buffer<Event> buffer;
  buffer.resize(events.size());
  std::ranges::copy(events, buffer.data());
  EventSorter{}.sort(buffer, window_start);
  return {buffer.data(), buffer.data() + buffer.size()};
}

void check_against_stable_sort(const Sample& sample) {
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    const std::vector<Event> events = draw(sample, seed);
    CHECK(same(sorted(events, sample.start), in_total_order(events)));
  }
}

TEST_CASE("a handful of events comes into total order") {
  for (std::size_t count = 0; count <= 40; ++count) {
    check_against_stable_sort(
        {.count = count, .start = 1000, .span = 5, .phases = 2, .targets = 3, .sources = 2});
  }
}

TEST_CASE("a window with few events per microsecond comes into total order") {
  check_against_stable_sort(
      {.count = 300, .start = 777, .span = 256, .phases = 3, .targets = 50, .sources = 5});
}

TEST_CASE("a window with many events per microsecond comes into total order") {
  check_against_stable_sort(
      {.count = 20000, .start = -777, .span = 256, .phases = 3, .targets = 1000, .sources = 1000});
}

TEST_CASE("many senders to one receiver come into the order of the senders") {
  check_against_stable_sort({.count = 5000, .targets = 1, .sources = 3000});
}

TEST_CASE("ids that use all of their bits come into total order") {
  check_against_stable_sort({.count = 5000,
                             .span = 256,
                             .phases = 65535,
                             .targets = 4294967295u,
                             .sources = 4294967295u});
}

TEST_CASE("keys that are too wide for the radix sort come into total order") {
  check_against_stable_sort(
      {.count = 300000, .span = 256, .phases = 65535, .targets = 4294967295u, .sources = 10});
}

TEST_CASE("events with equal keys stay in the order in which they were posted") {
  for (const std::size_t count : {std::size_t{15}, std::size_t{400}, std::size_t{9000}}) {
    check_against_stable_sort(
        {.count = count, .span = 100, .phases = 2, .targets = 3, .sources = 3, .unique = false});
  }
}

TEST_CASE("equal keys that are too wide for the radix sort stay in order") {
  const Sample sample{
      .count = 150'000, .span = 256, .phases = 65535, .targets = 4294967295u, .sources = 10};
  std::vector<Event> events = draw(sample, 4);
  for (std::size_t i = 0; i < sample.count; ++i) {
    events.push_back(events[i]);
    events.back().payload += sample.count;
  }
  CHECK(same(sorted(events, sample.start), in_total_order(events)));
}

}  // namespace
}  // namespace peerwatt::kernel
