#include "agents/messages/phases.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("a timer carries a round there and back") {
  for (const RoundId round : {RoundId{0, 0}, RoundId{17, 3}, RoundId{2147483647, 60}, RoundId{}}) {
    CHECK(round_of(to_payload(round)) == round);
  }
  CHECK(to_payload({1, 2}) != to_payload({2, 1}));
}

TEST_CASE("rounds follow each other by slot, then by number") {
  CHECK(RoundId{} < RoundId{0, 1});
  CHECK(RoundId{0, 9} < RoundId{1, 1});
  CHECK(RoundId{1, 1} < RoundId{1, 2});
}

TEST_CASE("what arrives with a deadline is in time") {
  CHECK(phase::kReductionOffer < phase::kOffersDue);
  CHECK(phase::kReductionPromise < phase::kCallDue);
  CHECK(phase::kOrder < phase::kGateClosure);
  CHECK(phase::kBookOrder < phase::kGateClosure);
  CHECK(phase::kLeftover < phase::kAreaGateClosure);
  CHECK(phase::kMatchNotice < phase::kReportDue);
  CHECK(phase::kResidualAnswer < phase::kAnswersDue);
  CHECK(phase::kResidualTotals < phase::kRoundEnds);
  CHECK(phase::kStatement < phase::kMeterReading);
}

TEST_CASE("a slot is recorded before the next one opens, for households before the CPS") {
  CHECK(phase::kSample < phase::kSlotStarts);
  CHECK(phase::kSlotStarts < phase::kSlotOpens);
}

TEST_CASE("awards of several trades add up, and keep the side") {
  Award award{.side = market::Side::kSell,
              .quantity_kwh = 2,
              .auction_kwh = 1.5,
              .stored_kwh = 0.25,
              .money = 0.5,
              .network_charge = 0.125};
  award.add({.side = market::Side::kSell,
             .quantity_kwh = 1,
             .auction_kwh = 1,
             .stored_kwh = 0.5,
             .money = 0.25,
             .network_charge = 0.0625});
  CHECK(award.side == market::Side::kSell);
  CHECK(award.quantity_kwh == 3);
  CHECK(award.auction_kwh == 2.5);
  CHECK(award.stored_kwh == 0.75);
  CHECK(award.money == 0.75);
  CHECK(award.network_charge == 0.1875);
}

TEST_CASE("an award that nothing was added to takes the side of the first trade") {
  Award award;
  award.add({.side = market::Side::kSell, .quantity_kwh = 1});
  CHECK(award.side == market::Side::kSell);
}
