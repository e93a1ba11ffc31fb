#include "agents/published/published_slot.hpp"

#include "tests/unit/agents/published/shown_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("a published slot shows columns and accounts in place, totals as they were") {
  peerwatt::testing::ShownSlot owners{2};
  owners.markets.zones.volume_kwh = 1;
  const PublishedSlot slot = owners.show();
  owners.accounts.balance[ProsumerId{1}] = 3;
  owners.residual.shed_kwh[ProsumerId{0}] = 2;
  owners.cps.supply_kwh = 4;
  owners.markets.zones.volume_kwh = 9;
  CHECK(slot.prosumers.balance[ProsumerId{1}] == 3);
  CHECK(slot.households.shed_kwh[ProsumerId{0}] == 2);
  CHECK(slot.cps.supply_kwh == 0);
  CHECK(slot.markets.zones.volume_kwh == 1);
}
