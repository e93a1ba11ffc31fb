#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

// A scenario of configs/faults, of the first day only.
scenario::Scenario first_day(const std::string& name) {
  const auto file =
      std::filesystem::path{PEERWATT_SOURCE_DIR} / "configs/faults" / (name + ".yaml");
  scenario::Scenario scenario = scenario::load_scenario(file).scenario;
  scenario.clock.days = 1;
  return scenario;
}

struct Counts {
  std::int64_t degraded = 0;
  std::int64_t lost = 0;
  std::int64_t late = 0;
  std::int64_t undelivered = 0;
  std::int64_t offline = 0;
  std::int64_t delayed = 0;
  std::int64_t unconverged = 0;
  double traded_while_degraded = 0;
};

// Runs the day twice: it ends, its books balance, and it is the same again.
Counts counts_of(const std::string& name) {
  CAPTURE(name);
  const scenario::Scenario scenario = first_day(name);
  const MemorySink run = run_in_memory(scenario);
  CHECK(run.status == recording::RunStatus::kComplete);
  CHECK(run.slots.size() == 48);
  CHECK(first_difference(run, run_in_memory(scenario)) == "");
  Counts counts;
  for (const KeptSlot& slot : run.slots) {
    CHECK(slot.certificates.energy_residual_kwh < 1e-9);
    CHECK(slot.certificates.money_residual < 1e-9);
    counts.degraded += slot.system.degraded ? 1 : 0;
    counts.lost += slot.system.lost_messages;
    counts.late += slot.system.late_orders;
    counts.undelivered += slot.system.undelivered_orders;
    counts.offline += slot.system.offline_auctioneers;
    counts.delayed += slot.system.announcement_delay_s > 0 ? 1 : 0;
    counts.unconverged += slot.system.converged ? 0 : 1;
    if (slot.system.degraded) counts.traded_while_degraded += slot.system.p2p_energy_kwh;
  }
  CHECK(counts.traded_while_degraded > 1);
  return counts;
}

}  // namespace

TEST_CASE("the scenario of lost messages loses some, and no other fault") {
  const Counts counts = counts_of("message_loss");
  CHECK(counts.lost > 100);
  CHECK(counts.degraded > 40);
  CHECK(counts.unconverged > 0);
  CHECK(counts.late + counts.undelivered + counts.offline + counts.delayed == 0);
}

TEST_CASE("in the scenario of the slow network some are late in every slot in which they order") {
  const Counts counts = counts_of("slow_network");
  CHECK(counts.late > 48);
  CHECK(counts.degraded > 40);
  CHECK(counts.lost + counts.undelivered + counts.offline + counts.delayed == 0);
}

TEST_CASE("the scenario of an offline market place has twenty slots without Mill Lane") {
  const Counts counts = counts_of("offline_auctioneer");
  CHECK(counts.offline == 20);
  CHECK(counts.degraded == 20);
  CHECK(counts.undelivered > 20);
  CHECK(counts.unconverged == 0);
  CHECK(counts.late + counts.lost + counts.delayed == 0);
}

TEST_CASE("the scenario of late announcements has an evening of them, and searches cut short") {
  const Counts counts = counts_of("late_announcement");
  CHECK(counts.delayed == 12);
  CHECK(counts.degraded == 12);
  CHECK(counts.unconverged > 0);
  CHECK(counts.late + counts.lost + counts.undelivered + counts.offline == 0);
}
