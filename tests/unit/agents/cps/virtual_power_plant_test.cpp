#include "agents/cps/virtual_power_plant.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;
using scenario::ReductionTrigger;

namespace {

// The plant of two zones with an answer time of 8 s, and those whom it writes to. The auctioneers
// promise through it.
struct PlantAndZones {
  explicit PlantAndZones(ReductionTrigger trigger, double above_kw = 0)
      : settings{.trigger = trigger, .above_kw = above_kw, .price = 0.125, .answer_s = 8} {
    reports.open_slot(5, settings.price);
  }

  void promise(std::uint32_t zone, double kwh, std::int32_t slot = 5) {
    world.channels.reduction_promise.send(world.directory.auctioneer(ZoneId{zone}),
                                          world.directory.cps(), {slot, kwh});
  }

  SmallWorld world{two_streets(1)};
  scenario::VirtualPowerPlantSettings settings;
  Mailbox<ReductionRequest> requests{world.channels.reduction_request};
  Mailbox<ReductionCall> orders{world.channels.reduction_order};
  Concentrators concentrators{ids<ZoneId>(2), world.community, world.directory, world.channels};
  ZoneReports reports{{&concentrators}};
  ZoneLines lines{{{&world.directory, &world.channels}}};
  VirtualPowerPlant plant{settings,         world.timetable, world.directory,
                          world.simulation, lines,           reports};
};

// 20 kWh of other demand, 6 of prosumers.
constexpr Expectation kExpected{
    .slot = 5, .is_peak = true, .base_price = 0.25, .other_demand_kwh = 20, .prosumer_net_kwh = 6};

}  // namespace

TEST_CASE("a plant that is off asks for nothing, and prices need not wait") {
  PlantAndZones off{ReductionTrigger::kNever};
  CHECK(off.plant.ask(kExpected) == Duration{});
  off.world.run_to(20);
  CHECK(off.requests.size() == 0);
  CHECK(off.plant.account().requested_kwh == 0);
}

TEST_CASE("at peak every zone is asked for all that prosumers are expected to take") {
  PlantAndZones at_peak{ReductionTrigger::kPeak};
  CHECK(at_peak.plant.ask(kExpected) == Duration::from_seconds(8));
  CHECK(at_peak.plant.account().requested_kwh == 6);
  at_peak.world.run_to(1);
  REQUIRE(at_peak.requests.size() == 2);
  CHECK(at_peak.requests[1].to == at_peak.world.directory.auctioneer(ZoneId{1}));
  CHECK(at_peak.requests[1].message.slot == 5);
  CHECK(at_peak.requests[1].message.price == 0.125);
  CHECK(at_peak.requests[1].message.base_price == 0.25);
  CHECK(at_peak.requests[1].message.asked_at == at_peak.world.start());
}

TEST_CASE("nothing is asked off peak, nor where prosumers feed in more than they take") {
  PlantAndZones at_peak{ReductionTrigger::kPeak};
  Expectation expected = kExpected;
  expected.is_peak = false;
  CHECK(at_peak.plant.ask(expected) == Duration{});
  expected = kExpected;
  expected.prosumer_net_kwh = -1;
  CHECK(at_peak.plant.ask(expected) == Duration{});
  CHECK(at_peak.plant.account().requested_kwh == 0);
}

// Slots are hours: 22 kW are 22 kWh, of the 26 expected.
TEST_CASE("by demand what exceeds the limit is asked for, and no more than prosumers take") {
  PlantAndZones by_demand{ReductionTrigger::kDemand, 22};
  by_demand.plant.ask(kExpected);
  CHECK(by_demand.plant.account().requested_kwh == 4);
  PlantAndZones low{ReductionTrigger::kDemand, 15};
  low.plant.ask(kExpected);
  CHECK(low.plant.account().requested_kwh == 6);
  PlantAndZones high{ReductionTrigger::kDemand, 26};
  CHECK(high.plant.ask(kExpected) == Duration{});
}

TEST_CASE("all who promised are called for the same share of it, after three quarters") {
  PlantAndZones at_peak{ReductionTrigger::kPeak};
  at_peak.plant.ask(kExpected);
  at_peak.promise(0, 2);
  at_peak.promise(1, 6);
  at_peak.promise(1, 100, 4);  // of a slot that is over
  at_peak.world.run_to(8);
  CHECK(at_peak.plant.account().promised_kwh == 8);
  CHECK(at_peak.plant.account().called_kwh == 6);
  REQUIRE(at_peak.orders.size() == 2);
  CHECK(at_peak.orders[0].at == at_peak.world.at(6 + 1));
  CHECK(at_peak.orders[0].message.share == 0.75);
  CHECK(at_peak.orders[1].message.share == 0.75);
  CHECK(at_peak.orders[1].message.slot == 5);
}

TEST_CASE("promises that do not reach are called in full, and nobody is called who promised none") {
  PlantAndZones at_peak{ReductionTrigger::kPeak};
  at_peak.plant.ask(kExpected);
  at_peak.promise(1, 2);
  at_peak.world.run_to(8);
  REQUIRE(at_peak.orders.size() == 1);
  CHECK(at_peak.orders[0].to == at_peak.world.directory.auctioneer(ZoneId{1}));
  CHECK(at_peak.orders[0].message.share == 1);
  CHECK(at_peak.plant.account().called_kwh == 2);
}
