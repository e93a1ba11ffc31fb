#include "agents/messages/network_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

TEST_CASE("a power flow counts readings that come with it, and its losses come after it") {
  OneInstant instant;
  instant.send(instant.channels.loss_notice, "loss notice");
  instant.set_timer(phase::kPowerFlow, "power flow");
  instant.send(instant.channels.connection_reading, "reading");
  instant.set_timer(phase::kMeterReading, "meter reading");
  CHECK(instant.order() == "meter reading, reading, power flow, loss notice");
}

// This is why the losses have a step of their own before the slot ends.
TEST_CASE("losses that are told as the slot ends are too late for the next one") {
  OneInstant instant;
  instant.send(instant.channels.loss_notice, "loss notice");
  instant.set_timer(phase::kSlotOpens, "next slot");
  instant.set_timer(phase::kSample, "record");
  CHECK(instant.order() == "record, next slot, loss notice");
}

TEST_CASE("a reading or notice that says nothing is of no slot, and of no energy") {
  CHECK(ConnectionReading{}.slot == kNoSlot);
  CHECK(ConnectionReading{}.active_kwh == 0);
  CHECK(LossNotice{}.slot == kNoSlot);
  CHECK(LossNotice{}.losses_kwh == 0);
}
