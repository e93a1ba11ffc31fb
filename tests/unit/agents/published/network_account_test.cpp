#include "agents/published/network_account.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::agents;

TEST_CASE("a network of which nothing is known yet violates nothing, and loses nothing") {
  const NetworkAccount account;
  CHECK(account.converged);
  CHECK(account.losses_kwh == 0);
  CHECK_FALSE(account.lowest_voltage.place);
  CHECK_FALSE(account.highest_loading.place);
  CHECK(account.voltage_pu.empty());
}
