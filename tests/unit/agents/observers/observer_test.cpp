#include "agents/observers/observer.hpp"

#include <string>
#include <vector>

#include "agents/observers/auditor.hpp"

#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"
#include "tests/unit/agents/published/shown_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using peerwatt::testing::ShownSlot;
using peerwatt::testing::SmallWorld;

namespace {

// Shows a slot in which more messages were sent and lost each time.
class Showing final : public SlotPublisher {
 public:
  PublishedSlot publish() override {
    ++published;
    shown.messages_sent += 10;
    shown.messages_lost += published == 2 ? 3 : 0;
    shown.markets.late_orders += published == 3 ? 2 : 0;
    return shown.show();
  }
  void forget_events() override { ++forgotten; }

  explicit Showing(std::size_t prosumers) : shown{prosumers} {}
  ShownSlot shown;
  int published = 0;
  int forgotten = 0;
};

class StopsAfter final : public SlotListener {
 public:
  explicit StopsAfter(std::int32_t slots) : slots_{slots} {}
  Verdict slot_done(std::int32_t slot) override {
    return slot + 1 == slots_ ? Verdict::kStop : Verdict::kContinue;
  }

 private:
  std::int32_t slots_;
};

class Sink final : public recording::TraceSink {
 public:
  void begin(const recording::RunDescription&) override {}
  void record(const recording::SlotRecord& slot) override {
    slots.push_back(slot.index);
    systems.push_back(slot.system);
    certificates.push_back(slot.certificates);
  }
  void finish(recording::RunStatus) override {}

  std::vector<std::int64_t> slots;
  std::vector<recording::SystemRecord> systems;
  std::vector<recording::CertificateRecord> certificates;
};

class Finds final : public Auditor {
 public:
  void examine(const recording::SlotRecord& slot,
               recording::CertificateRecord& certificates) override {
    certificates.misreport_gain = static_cast<double>(slot.index);
  }
};

// Nobody acts in it: the slots are shown.
struct Observed {
  explicit Observed(std::int32_t stop_after)
      : world{testing::two_streets(1)}, showing{world.community.size()}, listener{stop_after} {}

  std::int32_t run() {
    Observer observer{{world.community, world.timetable, world.faults, world.directory},
                      showing,
                      world.simulation,
                      {world.scenario.leader, {&finds}, nullptr, nullptr, sink, listener}};
    observer.start();
    world.run_to(2 * 86400);
    return observer.slots_recorded();
  }

  SmallWorld world;
  Showing showing;
  StopsAfter listener;
  Finds finds;
  Sink sink;
};

}  // namespace

TEST_CASE("every slot is recorded once, in order, and its events are forgotten") {
  Observed observed{0};
  const std::int32_t slots = observed.world.timetable.slots();
  REQUIRE(slots > 3);
  CHECK(observed.run() == slots);
  REQUIRE(observed.sink.slots.size() == static_cast<std::size_t>(slots));
  for (std::int64_t slot = 0; slot < slots; ++slot) {
    CHECK(observed.sink.slots[static_cast<std::size_t>(slot)] == slot);
  }
  CHECK(observed.showing.published == slots);
  CHECK(observed.showing.forgotten == slots);
}

TEST_CASE("a listener ends the run after the slot that it was told of") {
  Observed observed{2};
  CHECK(observed.run() == 2);
  CHECK(observed.sink.slots == std::vector<std::int64_t>{0, 1});
}

TEST_CASE("messages count from the last slot on, and make a slot degraded") {
  Observed observed{3};
  observed.run();
  const auto& systems = observed.sink.systems;
  CHECK(systems[0].messages == 10);
  CHECK(systems[1].messages == 10);
  CHECK(systems[1].lost_messages == 3);
  CHECK(systems[2].lost_messages == 0);
  CHECK(systems[2].late_orders == 2);
  CHECK_FALSE(systems[0].degraded);
  CHECK(systems[1].degraded);
  CHECK(systems[2].degraded);
}

TEST_CASE("what auditors find stands among the certificates") {
  Observed observed{3};
  observed.run();
  CHECK(observed.sink.certificates[2].misreport_gain == 2);
  CHECK(observed.sink.certificates[2].energy_residual_kwh == 0);
}
