#include "agents/messages/tariff_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

TEST_CASE("a price reaches the homes first, then their market places, then those above them") {
  OneInstant instant;
  instant.send(instant.channels.tariff_notice_area, "area");
  instant.send(instant.channels.tariff_notice_zone, "market");
  instant.send(instant.channels.tariff_notice, "home");
  instant.set_timer(phase::kFirstAnnouncement, "CPS");
  CHECK(instant.order() == "CPS, home, market, area");
}

TEST_CASE("an announcement is the same for all who receive it, and each of them receives it once") {
  OneInstant instant;
  Mailbox<TariffNotice> homes{instant.channels.tariff_notice};
  const Directory directory{{kHomes, 1, 1}};
  for (const double price : {0.25, 0.75}) {
    instant.channels.tariff_notice.broadcast(
        kCps, directory.prosumers(),
        {.round = {3, 1}, .announced_at = SimTime{}, .prices = {.sell = price, .base = 0.2}});
  }
  instant.pass();
  REQUIRE(homes.size() == 2 * kHomes);
  for (std::uint32_t i = 0; i < 2 * kHomes; ++i) {
    CHECK(homes[i].to == AgentId{i / 2});
    CHECK(homes[i].message.prices.sell == (i % 2 == 0 ? 0.25 : 0.75));  // as they were announced
    CHECK(homes[i].message.prices.base == 0.2);
  }
}

TEST_CASE("a price asks for no report where it says nothing of reports") {
  CHECK(TariffNotice{}.reporting == Reporting::kNone);
}
