#include "agents/published/cps_account.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::agents;

TEST_CASE("a slot in which nothing was searched counts as converged, and nothing was called") {
  const CpsAccount account;
  CHECK_FALSE(account.searched);
  CHECK(account.converged);
  CHECK_FALSE(account.capped);
  CHECK(ReductionAccount{}.called_kwh == 0);
}

TEST_CASE("before its price is set, the CPS counts on the losses of the slot before") {
  const CpsAccount account{
      .prices = {}, .other_demand_kwh = 3, .losses_kwh = 7, .expected_losses_kwh = 0.5};
  CHECK(expected_demand_kwh(account) == 3.5);
}
