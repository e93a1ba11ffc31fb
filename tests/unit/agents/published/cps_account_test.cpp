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
