#include "agents/messages/phases.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::agents;

TEST_CASE("what arrives with a deadline is in time") {
  CHECK(phase::kReductionOffer < phase::kOffersDue);
  CHECK(phase::kReductionPromise < phase::kCallDue);
  CHECK(phase::kOrder < phase::kGateClosure);
  CHECK(phase::kBookOrder < phase::kGateClosure);
  CHECK(phase::kUnfilledOrder < phase::kAreaGateClosure);
  CHECK(phase::kMatchNotice < phase::kReportDue);
  CHECK(phase::kResidualAnswer < phase::kAnswersDue);
  CHECK(phase::kResidualTotals < phase::kRoundEnds);
  CHECK(phase::kStatement < phase::kMeterReading);
}

TEST_CASE("a slot is recorded before the next one opens, for households before the CPS") {
  CHECK(phase::kSample < phase::kSlotStarts);
  CHECK(phase::kSlotStarts < phase::kSlotOpens);
}
