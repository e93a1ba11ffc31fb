#include "agents/auctioneers/unfilled_orders.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

scenario::Scenario with_substation() {
  scenario::Scenario scenario = two_streets(1);
  scenario.market.levels = {{.area = scenario::MarketArea::kSubstation}};
  return scenario;
}

}  // namespace

TEST_CASE("what zones leave over is kept with when it came, from where and for whom") {
  SmallWorld world{with_substation()};
  UnfilledOrders orders{world.directory, world.channels};
  const auto leave_over = [&](std::uint32_t zone, double kwh) {
    OrderMessage message;
    message.order.quantity_kwh = kwh;
    world.channels.unfilled_order.send(world.directory.auctioneer(ZoneId{zone}),
                                       world.directory.auctioneer(PlaceId{2}), message);
  };
  leave_over(1, 3);
  leave_over(0, 4);
  world.run_to(5);
  std::vector<UnfilledOrder> arrived;
  orders.move_to(arrived);
  REQUIRE(arrived.size() == 2);
  CHECK(arrived[0].from == ZoneId{0});
  CHECK(arrived[0].to == PlaceId{2});
  CHECK(arrived[0].arrival == world.at(1));
  CHECK(arrived[0].message.order.quantity_kwh == 4);
  CHECK(arrived[1].from == ZoneId{1});
  orders.move_to(arrived);
  CHECK(arrived.size() == 2);
}

TEST_CASE("orders are handled by arrival, then by receiver and sender, as they were sent") {
  const SimTime early = SimTime::from_microseconds(1), late = SimTime::from_microseconds(2);
  const auto order = [](SimTime arrival, std::uint32_t to, std::uint32_t from, double kwh) {
    UnfilledOrder made{arrival, PlaceId{to}, ZoneId{from}, {}};
    made.message.order.quantity_kwh = kwh;
    return made;
  };
  std::vector<UnfilledOrder> orders{order(late, 5, 0, 1), order(early, 6, 0, 2),
                                    order(early, 5, 1, 3), order(early, 5, 0, 4),
                                    order(early, 5, 0, 5)};
  sort_by_arrival(orders);
  std::vector<double> sorted;
  for (const UnfilledOrder& each : orders) sorted.push_back(each.message.order.quantity_kwh);
  CHECK(sorted == std::vector<double>{4, 5, 3, 2, 1});
}
