#include "agents/auctioneers/reduction_pools.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

scenario::Scenario first_zone_dead() {
  scenario::Scenario scenario = two_streets(2);
  const SimTime start = scenario.clock.start;
  scenario.faults.auctioneers = {{"z000", {start, start + Duration::from_seconds(3600)}}};
  return scenario;
}

// Two homes in each zone, and 8 s for an answer; the test speaks for them and for the CPS.
struct AskedZones {
  explicit AskedZones(const scenario::Scenario& scenario = two_streets(2)) : world{scenario} {}

  void ask() {
    world.channels.reduction_request.broadcast(
        world.directory.cps(), world.directory.zone_auctioneers(),
        {.slot = 0, .asked_at = world.start(), .price = 0.125, .base_price = 0.25});
  }
  void offer(std::uint32_t index, double kwh, std::int32_t slot = 0) {
    const ProsumerId prosumer{index};
    const ZoneId zone = world.community.zones[prosumer];
    world.channels.reduction_offer.send(world.directory.prosumer(prosumer),
                                        world.directory.auctioneer(zone), {slot, kwh});
  }

  SmallWorld world;
  Mailbox<ReductionRequest> inquiries{world.channels.reduction_inquiry};
  Mailbox<ReductionOffer> promises{world.channels.reduction_promise};
  Mailbox<ReductionCall> calls{world.channels.reduction_call};
  ReductionPools pools{world.community, ReductionSteps{8}, world.faults,
                       world.directory, world.simulation,  world.channels};
};

}  // namespace

TEST_CASE("a request is passed on to the members, and their offers are promised together") {
  AskedZones zones;
  zones.ask();
  zones.world.run_to(2.5);
  REQUIRE(zones.inquiries.size() == 4);
  CHECK(zones.inquiries[0].message.price == 0.125);
  CHECK(zones.inquiries[2].from == zones.world.directory.auctioneer(ZoneId{1}));
  zones.offer(0, 2);
  zones.offer(1, 1);
  zones.offer(2, 4, 7);  // of another slot
  zones.world.run_to(10);
  REQUIRE(zones.promises.size() == 1);  // a zone without offers promises nothing
  CHECK(zones.promises[0].at == zones.world.at(4 + 1));
  CHECK(zones.promises[0].from == zones.world.directory.auctioneer(ZoneId{0}));
  CHECK(zones.promises[0].message.energy_kwh == 3);
}

TEST_CASE("an offer that comes after they were due is not promised, nor called") {
  AskedZones zones;
  zones.ask();
  zones.world.run_to(2.5);
  zones.offer(0, 2);
  zones.world.run_to(3.5);
  zones.offer(1, 1);
  zones.world.run_to(6);
  CHECK(zones.promises[0].message.energy_kwh == 2);
  zones.world.channels.reduction_order.send(zones.world.directory.cps(),
                                            zones.world.directory.auctioneer(ZoneId{0}), {0, 0.5});
  zones.world.run_to(10);
  REQUIRE(zones.calls.size() == 1);
  CHECK(zones.calls[0].to == zones.world.directory.prosumer(ProsumerId{0}));
  CHECK(zones.calls[0].message.share == 0.5);
}

TEST_CASE("an offline market place asks nobody") {
  AskedZones zones{first_zone_dead()};
  zones.ask();
  zones.world.run_to(10);
  REQUIRE(zones.inquiries.size() == 2);
  CHECK(zones.inquiries[0].to == zones.world.directory.prosumer(ProsumerId{2}));
}
