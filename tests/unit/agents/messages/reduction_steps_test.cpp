#include "agents/messages/reduction_steps.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

// Four equal parts: inquiry, offers, promises, call.
TEST_CASE("offers are due after half of the time for an answer, the call after three quarters") {
  const ReductionSteps steps{8};
  const SimTime asked = SimTime::from_seconds(1000);
  CHECK(steps.offers_due(asked) == SimTime::from_seconds(1004));
  CHECK(steps.call_due(asked) == SimTime::from_seconds(1006));
  CHECK(steps.whole() == Duration::from_seconds(8));
}

TEST_CASE("promises and orders must be quicker than the time from the offers to the call") {
  const ReductionSteps steps{8};
  const SimTime asked = SimTime::from_seconds(1000);
  CHECK(steps.longest_latency() == Duration::from_seconds(2));
  CHECK(steps.offers_due(asked) + steps.longest_latency() == steps.call_due(asked));
  CHECK(steps.call_due(asked) + steps.longest_latency() == asked + steps.whole());
}
