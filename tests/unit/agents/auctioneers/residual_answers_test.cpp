#include "agents/auctioneers/residual_answers.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr RoundId kRound{.slot = 0, .round = 1};

// Two homes in each zone; the gate closes after 10 s, and of the 10 s for reports three quarters
// are over when auctioneers write.
struct AnsweredZones {
  void expect(ZoneId zone, Reporting reporting = Reporting::kResidualTotals,
              RoundId round = kRound) {
    answers.expect(zone, {.round = round,
                          .announced_at = world.start(),
                          .prices = {},
                          .is_peak = true,
                          .reporting = reporting});
  }
  void answer(std::uint32_t index, double elastic, RoundId round = kRound) {
    const ProsumerId prosumer{index};
    const ZoneId zone = world.community.zones[prosumer];
    world.channels.residual_answer.send(world.directory.prosumer(prosumer),
                                        world.directory.auctioneer(zone), {round, elastic, 1, 0.5});
  }

  SmallWorld world{two_streets(2)};
  Mailbox<ResidualTotals> totals{world.channels.residual_totals};
  ResidualAnswers answers{world.timetable, world.directory, world.simulation, world.channels};
};

}  // namespace

TEST_CASE("each auctioneer tells the CPS the sums of its own zone, when answers are due") {
  AnsweredZones zones;
  zones.expect(ZoneId{0});
  zones.expect(ZoneId{1});
  zones.answer(0, 2);
  zones.answer(1, 3);
  zones.answer(3, 4);
  zones.world.run_to(30);
  REQUIRE(zones.totals.size() == 2);
  CHECK(zones.totals[0].at == zones.world.at(17.5 + 1));
  CHECK(zones.totals[0].message.elastic_kwh == 5);
  CHECK(zones.totals[0].message.inflexible_kwh == 2);
  CHECK(zones.totals[0].message.surplus_kwh == 1);
  CHECK(zones.totals[0].message.answers == 2);
  CHECK(zones.totals[1].message.elastic_kwh == 4);
  CHECK(zones.totals[1].message.answers == 1);
}

TEST_CASE("answers to another price, or after they were due, do not count") {
  AnsweredZones zones;
  zones.expect(ZoneId{0});
  zones.answer(0, 2, {.slot = 0, .round = 0});
  zones.world.run_to(17);
  zones.answer(1, 3);
  zones.world.run_to(30);
  REQUIRE(zones.totals.size() == 1);
  CHECK(zones.totals[0].message.answers == 0);
}

TEST_CASE("a new round leaves nothing of the sums of the old one, which is not told any more") {
  AnsweredZones zones;
  zones.expect(ZoneId{0});
  zones.answer(0, 2);
  zones.world.run_to(2);
  const RoundId next{.slot = 0, .round = 2};
  zones.expect(ZoneId{0}, Reporting::kResidualTotals, next);
  zones.answer(1, 3, next);
  zones.world.run_to(30);
  REQUIRE(zones.totals.size() == 1);
  CHECK(zones.totals[0].message.round == next);
  CHECK(zones.totals[0].message.elastic_kwh == 3);
  CHECK(zones.totals[0].message.answers == 1);
}

TEST_CASE("where the CPS does not ask for sums it gets none") {
  AnsweredZones zones;
  zones.expect(ZoneId{0}, Reporting::kNone);
  zones.expect(ZoneId{1}, Reporting::kResidualDemand);
  zones.world.run_to(30);
  CHECK(zones.totals.size() == 0);
}
