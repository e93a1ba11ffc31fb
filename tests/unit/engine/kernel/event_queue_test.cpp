#include "engine/kernel/event_queue.hpp"

#include "tests/unit/engine/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;
const SimTime kForever = at(std::numeric_limits<std::int64_t>::max());

Event event(std::int64_t time, Phase phase, std::uint32_t counter = 0, std::uint32_t target = 0) {
  return {time, target, 0, counter, phase, 0, 0};
}

std::vector<Event> drain(EventQueue& queue, SimTime limit = kForever) {
  std::vector<Event> events;
  for (Batch batch = queue.pop_batch(limit); !batch.empty(); batch = queue.pop_batch(limit)) {
    for (const Event& e : batch) {
      CHECK(e.time == batch.front().time);
      CHECK(e.phase == batch.front().phase);
    }
    events.insert(events.end(), batch.begin(), batch.end());
  }
  return events;
}

std::vector<Event> through_a_queue(const Sample& sample, const std::vector<Event>& events) {
  EventQueue queue{at(sample.start)};
  for (const Event& e : events) queue.push(e);
  CHECK(queue.size() == events.size());
  std::vector<Event> drained = drain(queue);
  CHECK(queue.empty());
  return drained;
}

TEST_CASE("events leave in total order, in whatever order they were pushed") {
  const std::int64_t spans[] = {1, 300, 70'000, 20'000'000, kDay, 400 * kDay, 40'000 * kDay};
  for (const std::int64_t span : spans) {
    CAPTURE(span);
    const Sample sample{.count = 5000,
                        .start = 1'700'000'000'000'003,
                        .span = span,
                        .phases = 4,
                        .targets = 40,
                        .sources = 20};
    std::vector<Event> events = draw(sample, 11);
    const std::vector<Event> expected = in_total_order(events);
    CHECK(same(through_a_queue(sample, events), expected));
    std::ranges::shuffle(events, std::mt19937{5});
    CHECK(same(through_a_queue(sample, events), expected));
  }
}

TEST_CASE("events with equal keys leave first in, first out") {
  const Sample sample{.count = 3000, .span = 2'000'000, .targets = 1, .unique = false};
  std::vector<Event> events = draw(sample, 3);
  for (Event& e : events) e.time -= e.time % 1'000'000;  // 0 or 1 s
  CHECK(same(through_a_queue(sample, events), in_total_order(events)));
}

TEST_CASE("events pushed while others leave come in total order too") {
  for (const std::int64_t span : {std::int64_t{200}, std::int64_t{90'000}, 3 * kDay, 60 * kDay}) {
    CAPTURE(span);
    const Sample sample{.count = 3000, .span = span, .phases = 3, .targets = 9, .sources = 9};
    EventQueue queue{at(0)};
    for (const Event& e : draw(sample, 1)) queue.push(e);
    std::vector<Event> later = draw(sample, 2);
    Event last{};
    std::size_t left = 0;
    for (Batch batch = queue.pop_batch(kForever); !batch.empty();
         batch = queue.pop_batch(kForever)) {
      for (const Event& e : batch) {
        CHECK_FALSE(before(e, last));
        last = e;
        ++left;
      }
      for (int i = 0; i < 2 && !later.empty(); ++i) {
        Event e = later.back();
        later.pop_back();
        e.time = last.time + e.time / 50;
        e.phase = static_cast<Phase>(e.phase + (e.time == last.time ? last.phase + 1 : 0));
        queue.push(e);
      }
    }
    CHECK(left == 6000);
  }
}

TEST_CASE("a batch is all of one instant and phase, ordered by target") {
  EventQueue queue{at(0)};
  for (const std::uint32_t target : {5u, 1u, 3u}) queue.push(event(1000, 2, 0, target));
  queue.push(event(1000, 4));
  queue.push(event(1001, 2));
  const Batch batch = queue.pop_batch(kForever);
  REQUIRE(batch.size() == 3);
  CHECK(batch[0].target == 1);
  CHECK(batch[1].target == 3);
  CHECK(batch[2].target == 5);
  CHECK(queue.pop_batch(kForever).front().phase == 4);
  CHECK(queue.pop_batch(kForever).front().time == 1001);
}

TEST_CASE("what is pushed for the present instant joins the waiting events of its phase") {
  EventQueue queue{at(0)};
  queue.push(event(1000, 1));
  queue.push(event(1000, 5, 3));
  CHECK(queue.pop_batch(kForever).size() == 1);
  queue.push(event(1000, 5, 2));
  queue.push(event(1000, 3, 9));
  CHECK(queue.pop_batch(kForever).front().phase == 3);
  const Batch batch = queue.pop_batch(kForever);
  REQUIRE(batch.size() == 2);
  CHECK(batch[0].ordinal == 2);
  CHECK(batch[1].ordinal == 3);
}

TEST_CASE("an earlier or equal phase of the present instant is a further batch, at once") {
  EventQueue queue{at(0)};
  queue.push(event(1000, 3, 0));
  queue.push(event(1000, 4, 1));
  CHECK(queue.pop_batch(kForever).front().phase == 3);
  queue.push(event(1000, 3, 2));
  queue.push(event(1000, 1, 3));
  CHECK(queue.pop_batch(kForever).front().ordinal == 3);
  CHECK(queue.pop_batch(kForever).front().ordinal == 2);
  CHECK(queue.pop_batch(kForever).front().ordinal == 1);
}

TEST_CASE("an event at the limit stays") {
  EventQueue queue{at(0)};
  queue.push(event(2000, 0));
  CHECK(queue.pop_batch(at(2000)).empty());
  CHECK(queue.size() == 1);
  CHECK(queue.pop_batch(at(2001)).size() == 1);
}

TEST_CASE("after a limit that found nothing, earlier events than the next may be pushed") {
  const std::int64_t gaps[] = {10, 300, 1000, 70'000, 17'000'000, 5'000'000'000, 30 * kDay};
  for (const std::int64_t gap : gaps) {
    CAPTURE(gap);
    EventQueue queue{at(0)};
    queue.push(event(gap, 0, 1));
    CHECK(queue.pop_batch(at(gap - 5)).empty());
    queue.push(event(gap - 5, 0, 2));
    queue.push(event(gap - 4, 0, 3));
    queue.push(event(gap + 1, 0, 4));
    std::vector<std::uint32_t> counters;
    for (const Event& e : drain(queue)) counters.push_back(e.ordinal);
    CHECK(counters == std::vector<std::uint32_t>{2, 3, 1, 4});
  }
}

TEST_CASE("after a limit far before the next event, any time from the limit on may be pushed") {
  for (const std::int64_t next : {kDay / 100, 2 * kDay, 30 * kDay, 4000 * kDay}) {
    CAPTURE(next);
    EventQueue queue{at(0)};
    queue.push(event(next, 0, 1));
    CHECK(queue.pop_batch(at(1000)).empty());
    for (const std::int64_t time : {next + 1, next - 1, std::int64_t{1000}, std::int64_t{1001}}) {
      queue.push(event(time, 0, 2));
    }
    CHECK(std::ranges::is_sorted(drain(queue), before));
  }
}

TEST_CASE("a limit before the start finds nothing") {
  EventQueue queue{at(500'000)};
  queue.push(event(500'000, 0));
  CHECK(queue.pop_batch(at(0)).empty());
  CHECK(queue.pop_batch(at(500'001)).size() == 1);
}

TEST_CASE("a cancelled event does not leave, and is cancelled once") {
  EventQueue queue{at(0)};
  const EventKey first = queue.push(event(1000, 0, 0));
  queue.push(event(1000, 0, 1));
  CHECK(queue.cancel(first));
  CHECK_FALSE(queue.cancel(first));
  CHECK(queue.size() == 1);
  const Batch batch = queue.pop_batch(kForever);
  REQUIRE(batch.size() == 1);
  CHECK(batch[0].ordinal == 1);
}

TEST_CASE("a batch of cancelled events is skipped") {
  EventQueue queue{at(0)};
  const EventKey first = queue.push(event(1000, 0, 0));
  queue.push(event(3000, 0, 1));
  CHECK(queue.cancel(first));
  CHECK(queue.pop_batch(kForever).front().ordinal == 1);
  CHECK(queue.pop_batch(kForever).empty());
}

TEST_CASE("an event that has left cannot be cancelled, one of the same instant that waits can") {
  EventQueue queue{at(0)};
  const EventKey gone = queue.push(event(1000, 3, 0));
  const EventKey later_phase = queue.push(event(1000, 4, 1));
  queue.pop_batch(kForever);
  const EventKey again = queue.push(event(1000, 3, 2));
  CHECK_FALSE(queue.cancel(gone));
  CHECK(queue.cancel(later_phase));
  CHECK(queue.cancel(again));
  CHECK(queue.empty());
  CHECK(queue.pop_batch(kForever).empty());
}

TEST_CASE("a key remembers its instant although its phase has had batches since") {
  EventQueue queue{at(0)};
  const EventKey waiting = queue.push(event(2000, 3, 0));
  queue.push(event(1000, 3, 1));
  queue.push(event(2000, 1, 2));
  const EventKey too_late = queue.push(event(2000, 3, 3));
  queue.pop_batch(kForever);
  queue.pop_batch(kForever);  // the instant of the key has begun, its phase has not
  CHECK(queue.cancel(waiting));
  queue.pop_batch(kForever);
  CHECK_FALSE(queue.cancel(too_late));
  CHECK_FALSE(queue.cancel(EventKey{}));
}

TEST_CASE("cancelling many at random leaves exactly the others") {
  EventQueue queue{at(0)};
  const Sample sample{.count = 20'000, .span = 5'000'000, .phases = 2, .targets = 30, .sources = 7};
  std::vector<Event> kept;
  std::vector<EventKey> cancelled;
  for (const Event& e : draw(sample, 8)) {
    const EventKey key = queue.push(e);
    if (e.ordinal % 3 != 0) {
      kept.push_back(e);
    } else {
      cancelled.push_back(key);
    }
  }
  for (const EventKey& key : cancelled) CHECK(queue.cancel(key));
  CHECK(queue.size() == kept.size());
  CHECK(same(drain(queue), in_total_order(kept)));
}

TEST_CASE("the next events are shown once, before they leave") {
  EventQueue queue{at(0)};
  for (std::uint32_t i = 0; i < 5; ++i) queue.push(event(1000 + i, 0, i));
  queue.pop_batch(kForever);
  const Batch upcoming = queue.upcoming();
  REQUIRE(upcoming.size() == 4);
  CHECK(upcoming[0].ordinal == 1);
  CHECK(queue.upcoming().empty());
}

TEST_CASE("ordinals begin again from zero") {
  EventQueue queue{at(0)};
  for (const std::uint32_t ordinal : {1u, 0u, 0xffff'ffffu, 0xffff'fffeu}) {
    queue.push(event(10, 0, ordinal));
  }
  const auto batch = queue.pop_batch(kForever);
  std::vector<std::uint32_t> ordinals;
  for (const Event& e : batch) ordinals.push_back(e.ordinal);
  CHECK(ordinals == std::vector<std::uint32_t>{0xffff'fffeu, 0xffff'ffffu, 0, 1});
}

}  // namespace
}  // namespace peerwatt::kernel
