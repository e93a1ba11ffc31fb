#include "agents/simulation/centre.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two streets of a home each, a district each, below a market of the substation.
struct Town {
  Town() {
    for (std::uint32_t zone = 0; zone < 2; ++zone) {
      districts.push_back(
          std::make_unique<District>(setting, ZonePart{{ZoneId{zone}, 1}, {ProsumerId{zone}, 1}}));
    }
  }
  static scenario::Scenario streets() {
    scenario::Scenario scenario = two_streets(1);
    scenario.market.mechanism = market::MechanismId::kKPricing;
    scenario::MarketLevel substation;
    substation.area = scenario::MarketArea::kSubstation;
    substation.auction = market::MechanismId::kKPricing;
    scenario.market.levels = {substation};
    return scenario;
  }
  SimTime after(double seconds) const {
    return setting.timetable.start(0) + Duration::from_seconds(seconds);
  }
  // An auctioneer leaves an order over to the substation.
  void leave_over(std::uint32_t zone, market::Side side, double limit_price) {
    const ZoneLine line = districts[zone]->line();
    line.channels->unfilled_order.send(
        line.directory->auctioneer(ZoneId{zone}), line.directory->auctioneer(PlaceId{2}),
        {.round = {.slot = 0, .round = 1},
         .side = side,
         .order = {.quantity_kwh = 1, .limit_price = limit_price, .owner = zone}});
  }

  Setting setting{streets()};
  Districts districts;
};

}  // namespace

TEST_CASE("the centre announces to everybody, in the clocks of the districts") {
  Town town;
  Centre centre{town.setting, town.districts};
  CHECK(centre.directory().part().prosumers.size() == 0);
  centre.start();
  centre.simulation().run_until(town.after(1));
  CHECK(centre.cps().account().rounds == 1);
  for (const auto& district : town.districts) {
    CHECK(district->transport().sent() == 2);  // to the home and to the auctioneer
  }
  CHECK(centre.transport().sent() == 1);  // to the substation's
}

TEST_CASE("what zones left over reaches the market above when the centre takes it in") {
  Town town;
  Centre centre{town.setting, town.districts};
  centre.start();
  centre.simulation().run_until(town.after(2));
  town.leave_over(0, market::Side::kSell, 0.1);
  town.leave_over(1, market::Side::kBuy, 0.3);
  for (const auto& district : town.districts) district->advance(town.after(3), 0);
  centre.take_in();
  centre.take_in();  // of nothing more
  centre.simulation().run_until(town.after(60));
  CHECK(centre.areas().totals().volume_kwh == doctest::Approx(1));
  CHECK(centre.auctions().zones().size() == 2);
}
