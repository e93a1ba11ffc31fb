#include "agents/cps/concentrators.hpp"

#include "agents/cps/residual_sums.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr RoundId kRound{3, 2};

// Two zones of two homes each, who tell what a test says.
struct TwoZones {
  void answer(std::uint32_t prosumer, RoundId round, double inflexible_kwh, double surplus_kwh) {
    world.channels.residual_report.send(
        world.directory.prosumer(ProsumerId{prosumer}), world.directory.cps(),
        {round,
         {.inflexible_kwh = inflexible_kwh, .served_flexible_kwh = 0, .flexible = {}},
         surplus_kwh});
  }
  void meter(std::uint32_t prosumer, const MeterReport& report) {
    world.channels.meter_report.send(world.directory.prosumer(ProsumerId{prosumer}),
                                     world.directory.cps(), report);
  }

  SmallWorld world{two_streets(2)};
  Concentrators concentrators{ids<ZoneId>(2), world.community, world.directory, world.channels};
};

}  // namespace

TEST_CASE("answers are kept zone by zone, and only those to the round") {
  TwoZones two;
  two.concentrators.open_round(kRound, 0.25);
  two.answer(0, kRound, 1, 0.5);
  two.answer(1, kRound, 2, 0);
  two.answer(2, kRound, 4, 0);
  two.answer(3, {3, 1}, 8, 0);
  two.world.run_to(5);
  const ZoneAnswers& first = two.concentrators.answers(ZoneId{0});
  REQUIRE(first.demands.size() == 2);
  CHECK(first.demands[1].inflexible_kwh == 2);
  CHECK(first.sums.surplus_kwh == 0.5);
  CHECK(first.net_at_base_kwh == 2.5);
  CHECK(first.answers == 2);
  const ZoneAnswers& second = two.concentrators.answers(ZoneId{1});
  CHECK(second.answers == 1);
  CHECK(second.net_at_base_kwh == 4);
  two.concentrators.open_round({3, 3}, 0.25);
  CHECK(two.concentrators.answers(ZoneId{0}).demands.empty());
  CHECK(two.concentrators.answers(ZoneId{0}).net_at_base_kwh == 0);
}

TEST_CASE("what an auctioneer tells of its zone counts for all who answered it") {
  TwoZones two;
  two.concentrators.open_round(kRound, 0.25);
  two.world.channels.residual_totals.send(
      two.world.directory.auctioneer(ZoneId{1}), two.world.directory.cps(),
      {.round = kRound, .elastic_kwh = 3, .inflexible_kwh = 2, .surplus_kwh = 1, .answers = 2});
  two.world.run_to(5);
  const ZoneAnswers& told = two.concentrators.answers(ZoneId{1});
  CHECK(told.sums.elastic_kwh == 3);
  CHECK(told.sums.net_kwh() == 4);
  CHECK(told.net_at_base_kwh == 4);
  CHECK(told.answers == 2);
  CHECK(two.concentrators.answers(ZoneId{0}).answers == 0);
}

TEST_CASE("meters are added up by zone for the slot, and reductions are paid") {
  TwoZones two;
  two.concentrators.open_slot(3, 0.5);
  MeterReport report{
      .slot = 3, .bought_kwh = 4, .bought_elastic_kwh = 1, .sold_kwh = 2, .reduction_kwh = 0.5};
  two.meter(0, report);
  two.meter(1, report);
  two.meter(2, report);
  report.slot = 2;
  two.meter(3, report);
  two.world.run_to(5);
  const ZoneMeters& first = two.concentrators.meters(ZoneId{0});
  CHECK(first.supply_kwh == 8);
  CHECK(first.reduction_paid == 0.5);
  const ZoneMeters all = ZoneReports{{&two.concentrators}}.meters();
  CHECK(all.supply_kwh == 12);
  CHECK(all.supply_elastic_kwh == 3);
  CHECK(all.feed_in_kwh == 6);
  CHECK(all.reduction_kwh == 1.5);
  CHECK(all.reduction_paid == 0.75);
  two.concentrators.open_slot(4, 0.5);
  CHECK(two.concentrators.meters(ZoneId{0}).supply_kwh == 0);
}

TEST_CASE("the net of what prosumers take is without what they feed in") {
  const ResidualSums sums{.elastic_kwh = 1, .inflexible_kwh = 2, .surplus_kwh = 0.5};
  CHECK(sums.net_kwh() == 2.5);
}

TEST_CASE("a promise counts in its slot") {
  TwoZones two;
  two.concentrators.open_slot(3, 0.5);
  const auto promise = [&](std::uint32_t zone, std::int32_t slot, double kwh) {
    two.world.channels.reduction_promise.send(two.world.directory.auctioneer(ZoneId{zone}),
                                              two.world.directory.cps(), {slot, kwh});
  };
  promise(1, 3, 2);
  promise(1, 2, 4);
  two.world.run_to(5);
  CHECK(two.concentrators.promised_kwh(ZoneId{0}) == 0);
  CHECK(two.concentrators.promised_kwh(ZoneId{1}) == 2);
}
