#include "agents/simulation/district.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two streets of two homes; nobody is above them but the test.
struct TwoStreets {
  static scenario::Scenario streets() {
    scenario::Scenario scenario = two_streets(2);
    scenario.market.mechanism = market::MechanismId::kMidMarketRate;
    scenario.trace.level = recording::TraceLevel::kOrders;
    return scenario;
  }
  void announce(District& district) const {
    const ZoneLine line = district.line();
    const TariffNotice notice{.round = {.slot = 0, .round = 1},
                              .announced_at = setting.timetable.start(0),
                              .prices = {0.5, 0.25, 0.25}};
    line.channels->tariff_notice.broadcast(line.directory->cps(), line.directory->prosumers(),
                                           notice);
    line.channels->tariff_notice_zone.broadcast(line.directory->cps(),
                                                line.directory->zone_auctioneers(), notice);
  }
  SimTime after(double seconds) const {
    return setting.timetable.start(0) + Duration::from_seconds(seconds);
  }

  Setting setting{streets()};
};

}  // namespace

TEST_CASE("who lives in a district acts by its clock, in its own rows alone") {
  TwoStreets two;
  District second{two.setting, {{ZoneId{1}, 1}, {ProsumerId{2}, 2}}};
  second.concentrators().open_slot(0, 0);
  second.start();
  second.advance(two.after(0), phase::kSlotOpens);
  CHECK(two.setting.energy.load_kwh[ProsumerId{2}] > 0);
  CHECK(two.setting.energy.load_kwh[ProsumerId{0}] == 0);
  two.announce(second);
  second.advance(two.after(3599), 0);
  CHECK(two.setting.accounts.grid_bought_kwh[ProsumerId{3}] > 0);
  CHECK(two.setting.accounts.grid_bought_kwh[ProsumerId{1}] == 0);
  CHECK(second.concentrators().meters(ZoneId{1}).supply_kwh > 0);
  CHECK(second.auctioneers().cleared_round(ZoneId{1}) == RoundId{0, 1});
  CHECK(second.events().orders().size() == 2);
  CHECK(second.transport().sent() > 0);
  CHECK(second.prosumers().book_traders() == nullptr);
  std::vector<UnfilledOrder> unfilled;
  second.unfilled_orders().move_to(unfilled);
  CHECK(unfilled.empty());
}

TEST_CASE("what is due at a later phase of the instant waits") {
  TwoStreets two;
  District first{two.setting, {{ZoneId{0}, 1}, {ProsumerId{0}, 2}}};
  first.start();
  first.advance(two.after(0), phase::kSlotStarts);
  CHECK(two.setting.energy.load_kwh[ProsumerId{0}] == 0);
  first.advance(two.after(0), phase::kSlotStarts + 1);
  CHECK(two.setting.energy.load_kwh[ProsumerId{0}] > 0);
}

TEST_CASE("where trade is continuous a district has traders in order books") {
  scenario::Scenario scenario = two_streets(1);
  scenario.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  Setting setting{scenario};
  const District district{setting, {{ZoneId{1}, 1}, {ProsumerId{1}, 1}}};
  REQUIRE(district.prosumers().book_traders() != nullptr);
  CHECK(district.prosumers().book_traders()->positions().ids().front() == ProsumerId{1});
}
