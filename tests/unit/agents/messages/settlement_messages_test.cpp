#include "agents/messages/settlement_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

TEST_CASE("a statement that arrives with the reading of the meter is in what the meter reports") {
  OneInstant instant;
  instant.send(instant.channels.meter_report, "meter report");
  instant.set_timer(phase::kMeterReading, "meter reading");
  instant.send(instant.channels.statement, "statement");
  instant.set_timer(phase::kSettlement, "settlement");
  CHECK(instant.order() == "settlement, statement, meter reading, meter report");
}

// This is why a run refuses latencies of settlement that are just as long as the time for it.
TEST_CASE("a meter report that arrives as the slot ends is too late for the record of the slot") {
  OneInstant instant;
  instant.send(instant.channels.meter_report, "meter report");
  instant.set_timer(phase::kSlotStarts, "next slot");
  instant.set_timer(phase::kSample, "record");
  CHECK(instant.order() == "record, next slot, meter report");
}

TEST_CASE("meter reports of one instant are received by prosumer, whoever sent first") {
  CHECK(received_in_order_of_homes(&Channels::meter_report, kCps));
}

TEST_CASE("a statement says that nothing was traded, in no coalition, where nothing else is said") {
  const Statement statement;
  CHECK(statement.slot == kNoSlot);
  CHECK_FALSE(statement.coalition);
  CHECK(statement.fill.quantity_kwh == 0);
  CHECK(statement.share.paid == 0);
  CHECK(MeterReport{}.slot == kNoSlot);
}
