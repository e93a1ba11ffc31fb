#include "engine/kernel/simulation.hpp"

#include <utility>
#include <vector>

#include "tests/unit/engine/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

// Writes down what it handles; each event causes up to two more until a time.
class Recorder {
 public:
  Recorder(Simulation& simulation, std::int64_t last_cause)
      : simulation_{&simulation}, last_cause_{last_cause} {
    for (const Phase phase : {Phase{0}, Phase{1}, Phase{2}}) {
      simulation.on<&Recorder::handle>(phase, *this);
    }
  }
  void handle(Batch batch) {
    for (const Event& event : batch) {
      seen.push_back(event);
      CHECK(event.at() == simulation_->now());
      if (event.time >= last_cause_) continue;
      const std::uint32_t mixed = (event.target * 2654435761u) ^ event.ordinal * 40503u;
      cause(event, mixed % 7 * 911, mixed);
      if (mixed % 5 == 0) cause(event, mixed % 3, mixed / 8);
    }
  }
  std::vector<Event> seen;

 private:
  void cause(const Event& event, std::int64_t delay, std::uint32_t mixed) {
    const bool same_instant = delay == 0;
    if (same_instant && event.phase == 2) return;
    const auto phase = static_cast<Phase>(same_instant ? 2 : mixed % 3);
    simulation_->schedule(at(event.time + delay), phase, agent(mixed % 16), event.to(), mixed);
  }
  Simulation* simulation_;
  std::int64_t last_cause_;
};

std::vector<Event> run_in_pieces(std::int64_t end, std::int64_t piece) {
  Simulation simulation{at(0), 16};
  Recorder recorder{simulation, 20'000};
  for (std::uint32_t i = 0; i < 16; ++i) {
    simulation.schedule(at(i * 37), static_cast<Phase>(i % 3), agent(i), agent(15 - i));
  }
  for (std::int64_t t = piece; t < end; t += piece) simulation.run_until(at(t));
  simulation.run_until(at(end));
  return recorder.seen;
}

TEST_CASE("cutting a run into pieces changes nothing") {
  const std::vector<Event> whole = run_in_pieces(40'000, 40'000);
  CHECK(whole.size() > 200);
  CHECK(std::ranges::is_sorted(whole, before));
  for (const std::int64_t piece : {1, 17, 256, 911, 5000}) {
    CAPTURE(piece);
    CHECK(same(run_in_pieces(40'000, piece), whole));
  }
}

TEST_CASE("cutting a run at phases changes nothing either") {
  const std::vector<Event> whole = run_in_pieces(40'000, 40'000);
  Simulation simulation{at(0), 16};
  Recorder recorder{simulation, 20'000};
  for (std::uint32_t i = 0; i < 16; ++i) {
    simulation.schedule(at(i * 37), static_cast<Phase>(i % 3), agent(i), agent(15 - i));
  }
  for (std::int64_t t = 1; t < 40'000; ++t) {
    for (const Phase phase : {Phase{0}, Phase{1}, Phase{2}, Phase{3}}) {
      simulation.run_until(at(t), phase);
      CHECK(simulation.now() == at(t));
    }
  }
  CHECK(same(recorder.seen, whole));
}

TEST_CASE("of the last instant only the phases before the given one are handled") {
  Simulation simulation{at(0), 16};
  Recorder recorder{simulation, 0};
  for (const Phase phase : {Phase{2}, Phase{0}, Phase{1}}) {
    simulation.schedule(at(500), phase, agent(1), agent(1));
  }
  simulation.run_until(at(500), 1);
  CHECK(recorder.seen.size() == 1);
  simulation.schedule(at(500), 0, agent(2), agent(2));
  simulation.run_until(at(500), 2);
  REQUIRE(recorder.seen.size() == 3);
  CHECK(recorder.seen[1].target == 2);
  CHECK(recorder.seen[2].phase == 1);
  simulation.run_until(at(501));
  CHECK(recorder.seen.size() == 4);
}

TEST_CASE("before each batch whoever watches is told of its time and phase") {
  struct Watcher {
    void see(SimTime time, Phase phase) {
      seen.emplace_back(time, phase);
      handled_before.push_back(recorder->seen.size());
    }
    const Recorder* recorder = nullptr;
    std::vector<std::pair<SimTime, Phase>> seen;
    std::vector<std::size_t> handled_before;
  };
  Simulation simulation{at(0), 16};
  Recorder recorder{simulation, 0};
  Watcher watcher{.recorder = &recorder, .seen = {}, .handled_before = {}};
  simulation.before_each_batch<&Watcher::see>(watcher);
  simulation.schedule(at(5), 1, agent(1), agent(1));
  simulation.schedule(at(5), 1, agent(2), agent(1));
  simulation.schedule(at(7), 0, agent(1), agent(1));
  simulation.run_until(at(10));
  CHECK(watcher.seen ==
        std::vector<std::pair<SimTime, Phase>>{{at(5), Phase{1}}, {at(7), Phase{0}}});
  CHECK(watcher.handled_before == std::vector<std::size_t>{0, 2});
}

TEST_CASE("a run is half-open: events at its end stay pending") {
  Simulation simulation{at(100), 1};
  Recorder recorder{simulation, 0};
  simulation.schedule(at(200), 0, agent(0), agent(0));
  simulation.run_until(at(200));
  CHECK(recorder.seen.empty());
  CHECK(simulation.pending() == 1);
  CHECK(simulation.now() == at(200));
  simulation.run_until(at(201));
  CHECK(recorder.seen.size() == 1);
  CHECK(simulation.pending() == 0);
  CHECK(simulation.events_handled() == 1);
  CHECK(simulation.now() == at(201));
}

TEST_CASE("an event can be scheduled for now, between runs too") {
  Simulation simulation{at(0), 1};
  Recorder recorder{simulation, 0};
  simulation.schedule(at(0), 1, agent(0), agent(0));
  simulation.run_until(at(50));
  simulation.schedule(at(50), 0, agent(0), agent(0));
  simulation.run_until(at(51));
  REQUIRE(recorder.seen.size() == 2);
  CHECK(recorder.seen[1].time == 50);
}

TEST_CASE("the past is closed") {
  Simulation simulation{at(1000), 1};
  Recorder recorder{simulation, 0};
  CHECK_THROWS_AS(simulation.schedule(at(999), 0, agent(0), agent(0)), LogicError);
  CHECK_THROWS_AS(simulation.run_until(at(999)), LogicError);
  simulation.run_until(at(5000));
  CHECK_THROWS_AS(simulation.schedule(at(4999), 0, agent(0), agent(0)), LogicError);
}

TEST_CASE("a phase has exactly one receiver") {
  Simulation simulation{at(0), 1};
  Recorder recorder{simulation, 0};
  CHECK_THROWS_AS(simulation.on<&Recorder::handle>(0, recorder), LogicError);
  simulation.schedule(at(1), 9, agent(0), agent(0));
  CHECK_THROWS_AS(simulation.run_until(at(2)), LogicError);
}

TEST_CASE("events are numbered as they are posted") {
  Simulation simulation{at(0), 3};
  Recorder recorder{simulation, 0};
  CHECK(simulation.schedule(at(5), 0, agent(0), agent(1)).ordinal == 0);
  CHECK(simulation.schedule(at(5), 0, agent(0), agent(2)).ordinal == 1);
  CHECK(simulation.schedule(at(5), 0, agent(0), agent(1)).ordinal == 2);
}

TEST_CASE("an event is open until the next batch is asked for") {
  Simulation simulation{at(0), 1};
  Recorder recorder{simulation, 0};
  const OpenEvent event = simulation.schedule_open(at(5), 0, agent(0), agent(0), 7);
  REQUIRE(simulation.is_open(event));
  event.waiting->payload = 8;
  simulation.run_until(at(1));
  CHECK_FALSE(simulation.is_open(event));
  simulation.run_until(at(6));
  REQUIRE(recorder.seen.size() == 1);
  CHECK(recorder.seen[0].payload == 8);
  CHECK_FALSE(simulation.is_open(OpenEvent{}));
  const SimTime next_year = at(365LL * 86'400 * 1'000'000);  // out of the wheel's reach
  CHECK_FALSE(simulation.is_open(simulation.schedule_open(next_year, 0, agent(0), agent(0), 0)));
}

TEST_CASE("a cancelled event is not handled") {
  Simulation simulation{at(0), 2};
  Recorder recorder{simulation, 0};
  const EventKey first = simulation.schedule(at(10), 0, agent(0), agent(0), 1);
  simulation.schedule(at(10), 0, agent(1), agent(0), 2);
  CHECK(simulation.cancel(first));
  simulation.run_until(at(11));
  REQUIRE(recorder.seen.size() == 1);
  CHECK(recorder.seen[0].payload == 2);
  CHECK(simulation.events_handled() == 1);
  CHECK_FALSE(simulation.cancel(first));
}

struct Stopper {
  Simulation* simulation = nullptr;
  int batches = 0;
  void handle(Batch) {
    if (++batches == 2) simulation->request_stop();
  }
};

TEST_CASE("a handler can stop the run after its batch, and the run can go on") {
  Simulation simulation{at(0), 1};
  Stopper stopper{&simulation};
  simulation.on<&Stopper::handle>(0, stopper);
  for (const std::int64_t t : {10, 20, 30}) simulation.schedule(at(t), 0, agent(0), agent(0));
  simulation.run_until(at(100));
  CHECK(simulation.now() == at(20));
  CHECK(simulation.pending() == 1);
  simulation.run_until(at(100));
  CHECK(stopper.batches == 3);
  CHECK(simulation.now() == at(100));
}

struct Foreseer {
  mutable std::size_t foreseen = 0;
  std::size_t handled = 0;
  void handle(Batch batch) { handled += batch.size(); }
  void prefetch(Batch upcoming) const {
    for (const Event& event : upcoming) CHECK(event.phase == 4);
    foreseen += upcoming.size();
  }
};

TEST_CASE("a receiver that offers it is shown its events before they are handled") {
  Simulation simulation{at(0), 1};
  Foreseer foreseer;
  Recorder recorder{simulation, 0};
  simulation.on<&Foreseer::handle>(4, foreseer);
  for (std::int64_t i = 0; i < 100; ++i) {
    simulation.schedule(at(512 + i), i % 3 == 0 ? 1 : 4, agent(0), agent(0));
  }
  simulation.run_until(at(10'000));
  CHECK(foreseer.handled == 66);
  CHECK(foreseer.foreseen == 66);
}

}  // namespace
}  // namespace peerwatt::kernel
