#include "agents/messages/order_book_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

// A trader that has just bought all it wants is done: it learns nothing more from prices.
TEST_CASE("a trader learns of its own trades before the prices that were stated at that instant") {
  OneInstant instant;
  instant.send(instant.channels.match_notice, "match notice");
  instant.send(instant.channels.stated_price, "stated price");
  instant.send(instant.channels.trade_notice, "trade notice");
  instant.send(instant.channels.order, "order");
  CHECK(instant.order() == "order, trade notice, stated price, match notice");
}

// What ZIP traders learn depends on which price came last.
TEST_CASE("prices are received in the order in which they were stated, by every trader") {
  OneInstant instant;
  Mailbox<StatedPriceNotice> homes{instant.channels.stated_price};
  RandomStream stream{1, Purpose::kMarket};
  std::vector<double> stated;
  for (int i = 0; i < 30; ++i) {
    stated.push_back(stream.between(0.1, 0.3));
    for (const AgentId home : shuffled_homes(static_cast<std::uint64_t>(i))) {
      instant.channels.stated_price.send(kMarket, home, {{0, 1}, {.price = stated.back()}});
    }
  }
  instant.pass();
  REQUIRE(homes.size() == kHomes * stated.size());
  for (std::size_t i = 0; i < homes.size(); ++i) {
    CHECK(homes[i].to.index() == i / stated.size());
    CHECK(homes[i].message.stated_price.price == stated[i % stated.size()]);
  }
}

TEST_CASE("a price that nobody accepted counts as ignored") {
  CHECK(StatedPriceNotice{}.stated_price.response == bidding::Response::kIgnored);
}
