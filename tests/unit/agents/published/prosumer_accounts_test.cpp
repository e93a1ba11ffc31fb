#include "agents/published/prosumer_accounts.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("accounts begin with a row of zeros for every prosumer, in no coalition") {
  const ProsumerAccounts accounts{3};
  for (const ProsumerAccounts::Column<double>* column :
       {&accounts.reservation_price, &accounts.surplus_kwh, &accounts.p2p_bought_kwh,
        &accounts.p2p_sold_kwh, &accounts.stored_sold_kwh, &accounts.grid_bought_kwh,
        &accounts.grid_sold_kwh, &accounts.unserved_kwh, &accounts.comfort_lost,
        &accounts.reduction_paid, &accounts.balance}) {
    REQUIRE(column->size() == 3);
    for (const double value : *column) CHECK(value == 0);
  }
  REQUIRE(accounts.coalition.size() == 3);
  for (const std::int32_t coalition : accounts.coalition) CHECK(coalition == kNoId);
  CHECK(accounts.prices.size() == 3);
}
