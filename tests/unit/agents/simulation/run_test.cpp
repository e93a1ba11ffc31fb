#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

TEST_CASE("a run shows its description, every slot in order, and that it is complete") {
  const scenario::Scenario scenario = lively_day(7);
  const MemorySink run = run_in_memory(scenario);
  CHECK(run.status == recording::RunStatus::kComplete);
  CHECK(run.description.slots == 24);
  CHECK(run.description.prosumers.name.size() == 7);
  CHECK(run.description.seed == 1);
  REQUIRE(run.slots.size() == 24);
  for (std::size_t i = 0; i < run.slots.size(); ++i) {
    CHECK(run.slots[i].index == static_cast<std::int64_t>(i));
    CHECK(run.slots[i].start == scenario.clock.slot_start(static_cast<std::int64_t>(i)));
    CHECK(run.slots[i].prosumers.load_kwh.size() == 7);
  }
}

TEST_CASE("an interrupted run says so, and is the beginning of the whole run") {
  const scenario::Scenario scenario = lively_day(12);
  MemorySink some;
  StopAfter sixth{5};
  agents::SimulationRun run{scenario};
  CHECK(run.execute(some, sixth) == recording::RunStatus::kInterrupted);
  CHECK(some.status == recording::RunStatus::kInterrupted);
  CHECK(sixth.slots_seen == 6);
  MemorySink all = run_in_memory(scenario);
  REQUIRE(all.slots.size() == 24);
  all.slots.resize(6);
  all.status = some.status;
  CHECK(first_difference(some, all) == "");
}

TEST_CASE("a run that is stopped after its last slot is complete") {
  const scenario::Scenario scenario = lively_day(3);
  MemorySink sink;
  StopAfter last{23};
  agents::SimulationRun run{scenario};
  CHECK(run.execute(sink, last) == recording::RunStatus::kComplete);
  CHECK(sink.slots.size() == 24);
}

TEST_CASE("without a mechanism nobody trades") {
  scenario::Scenario scenario = lively_day(20);
  scenario.market.mechanism = market::MechanismId::kNone;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    CHECK(slot.system.p2p_energy_kwh == 0);
    CHECK(slot.system.coalition_count == 0);
    CHECK(slot.system.late_orders == 0);
    for (const std::int32_t coalition : slot.prosumers.coalition) CHECK(coalition == -1);
  }
}

TEST_CASE("a neighbourhood that can gain by trading is a coalition") {
  const MemorySink run = run_in_memory(lively_day(20));
  int with_trade = 0;
  for (const KeptSlot& slot : run.slots) {
    if (slot.system.p2p_energy_kwh <= 0) continue;
    ++with_trade;
    CHECK(slot.system.coalition_count == 1);
    for (const std::int32_t coalition : slot.prosumers.coalition) CHECK(coalition == 0);
  }
  CHECK(with_trade > 5);
}

TEST_CASE("seeds make different runs of one scenario") {
  scenario::Scenario scenario = lively_day(5);
  const MemorySink first = run_in_memory(scenario);
  scenario.seed = 2;
  CHECK(first_difference(first, run_in_memory(scenario)) != "");
}
