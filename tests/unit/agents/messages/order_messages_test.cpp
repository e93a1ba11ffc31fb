#include "agents/messages/order_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

TEST_CASE("an order that arrives as the gate closes takes part in all that follows") {
  OneInstant instant;
  instant.send(instant.channels.match_notice, "match notice");
  instant.send(instant.channels.trade_notice, "trade notice");
  instant.send(instant.channels.area_result, "result above");
  instant.send(instant.channels.area_fill, "fill above");
  instant.set_timer(phase::kAreaGateClosure, "gate above");
  instant.send(instant.channels.unfilled_order, "unfilled order");
  instant.set_timer(phase::kGateClosure, "gate");
  instant.send(instant.channels.order, "order");
  CHECK(instant.order() ==
        "order, gate, unfilled order, gate above, fill above, result above, trade notice, "
        "match notice");
}

TEST_CASE("an order arrives before the gate closes even where its sender was told last") {
  OneInstant instant;
  instant.set_timer(phase::kGateClosure, "gate");
  instant.send(instant.channels.order, "order");
  instant.set_timer(phase::kTraderArrives, "trader");
  instant.send(instant.channels.tariff_notice, "price");
  CHECK(instant.order() == "price, trader, order, gate");
}

TEST_CASE("an order that is passed on upwards stays that of its prosumer") {
  OneInstant instant;
  Mailbox<OrderMessage> area{instant.channels.unfilled_order};
  OrderMessage order{.round = {5, 2}};
  order.order = {.quantity_kwh = 1.5, .limit_price = 0.25, .owner = 7};
  instant.channels.unfilled_order.send(kMarket, kArea, order);
  instant.pass();
  REQUIRE(area.size() == 1);
  CHECK(area[0].from == kMarket);
  CHECK(area[0].message.prosumer() == ProsumerId{7});
  CHECK(area[0].message.order.quantity_kwh == 1.5);
}

TEST_CASE("what a trader does at one instant is received in the order in which it was done") {
  OneInstant instant;
  Mailbox<OrderMessage> market{instant.channels.order};
  const auto all = {OrderAction::kPlace, OrderAction::kReplace, OrderAction::kCancel,
                    OrderAction::kPlace};
  for (const OrderAction action : all) {
    instant.channels.order.send(kHome, kMarket, {.round = {0, 1}, .action = action});
  }
  instant.pass();
  REQUIRE(market.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(market[i].message.action == all.begin()[i]);
}

TEST_CASE("orders of one instant are received by prosumer, whoever sent first") {
  CHECK(received_in_order_of_homes(&Channels::order, kMarket));
  CHECK(OrderMessage{}.action == OrderAction::kPlace);  // call markets say nothing of actions
}

// The result of a market place above travels within the event, as its round does in a timer.
TEST_CASE("fills and results from above come back with the round that they were asked in") {
  OneInstant instant;
  Mailbox<AreaResult> results{instant.channels.area_result};
  Mailbox<FillNotice> fills{instant.channels.area_fill};
  RandomStream stream{1, Purpose::kMarket};
  std::vector<RoundId> rounds{{}, {0, 0}, {2147483647, 60}};
  for (int i = 0; i < 50; ++i) {
    rounds.push_back({static_cast<std::int32_t>(stream.integer(0, 1'000'000)),
                      static_cast<std::int32_t>(stream.integer(0, 10'000))});
  }
  for (const RoundId round : rounds) {
    instant.channels.area_result.send(kArea, kMarket, {round});
    instant.channels.area_fill.send(kArea, kMarket, {round, ProsumerId{3}, {.quantity_kwh = 2}});
  }
  instant.pass();
  REQUIRE(results.size() == rounds.size());
  REQUIRE(fills.size() == rounds.size());
  for (std::size_t i = 0; i < rounds.size(); ++i) {
    CHECK(results[i].message.round == rounds[i]);
    CHECK(fills[i].message.round == rounds[i]);
  }
}
