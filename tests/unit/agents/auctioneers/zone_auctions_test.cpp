#include "agents/auctioneers/zone_auctions.hpp"

#include "tests/support/auctioneers_in_world.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two zones of two homes, in each of which a pool trades; the second twice as much.
struct TwoPools {
  TwoPools() {
    world.channels.tariff_notice_zone.broadcast(world.directory.cps(),
                                                world.directory.zone_auctioneers(),
                                                {.round = {.slot = 0, .round = 1},
                                                 .announced_at = world.start(),
                                                 .prices = {0.5, 0.25, 0.25}});
    for (std::uint32_t zone = 0; zone < 2; ++zone) {
      order(2 * zone, market::Side::kSell, 3 * (zone + 1));
      order(2 * zone + 1, market::Side::kBuy, 2 * (zone + 1));
    }
    world.run_to(20);
  }
  void order(std::uint32_t prosumer, market::Side side, double kwh) {
    world.channels.order.send(
        world.directory.prosumer(ProsumerId{prosumer}),
        world.directory.auctioneer(world.community.zones[ProsumerId{prosumer}]),
        {.round = {.slot = 0, .round = 1},
         .side = side,
         .order = {.quantity_kwh = kwh, .limit_price = 0.375, .owner = prosumer},
         .pool_quantity_kwh = kwh});
  }
  static scenario::Scenario streets() {
    scenario::Scenario scenario = two_streets(2);
    scenario.market.mechanism = market::MechanismId::kMidMarketRate;
    return scenario;
  }

  SmallWorld world{streets()};
  EventLog log{EventLog::Mode::kOff};
  Mailbox<FillNotice> matches{world.channels.match_notice};
  Auctioneers auctioneers = auctioneers_in(world, log);
  ZoneAuctions auctions{{&auctioneers}};
};

}  // namespace

TEST_CASE("the trades of all zones are added up, and their coalitions counted") {
  const TwoPools pools;
  CHECK(pools.auctions.zones().size() == 2);
  CHECK(pools.auctions.totals().volume_kwh == doctest::Approx(6));
  CHECK(pools.auctions.network_charge() == 0);
  CHECK(pools.auctions.coalition_count(pools.world.directory.place_count()) == 2);
  CHECK_FALSE(pools.auctions.trades_classes_apart());
}

TEST_CASE("of each zone its auctioneer is asked") {
  const TwoPools pools;
  const ZoneId second{1};
  CHECK(pools.auctions.cleared_round(second) == RoundId{0, 1});
  CHECK(pools.auctions.prices(second).sell == 0.5);
  CHECK(pools.auctions.trades(second).totals().volume_kwh == doctest::Approx(4));
  CHECK(&pools.auctions.market(second) == &pools.auctioneers.market(second));
  CHECK(pools.auctions.coalition(second, ProsumerId{2}) == CoalitionId{1});
}
