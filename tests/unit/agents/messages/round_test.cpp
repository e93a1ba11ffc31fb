#include "agents/messages/round.hpp"

#include <initializer_list>

#include "agents/messages/channels.hpp"

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

// Receivers tell by the round whether a message still matters.
TEST_CASE("a message whose round nobody has filled in is older than any of the run") {
  CHECK(OrderMessage{}.round < RoundId{0, 0});
  CHECK(FillNotice{}.round < RoundId{0, 0});
  CHECK(AreaResult{}.round < RoundId{0, 0});
  CHECK(StatedPriceNotice{}.round < RoundId{0, 0});
  CHECK(ResidualReport{}.round < RoundId{0, 0});
  CHECK(ResidualAnswer{}.round < RoundId{0, 0});
  CHECK(ResidualTotals{}.round < RoundId{0, 0});
  CHECK(TariffNotice{}.round < RoundId{0, 0});
}
