#include "agents/published/household_columns.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

constexpr ProsumerId kFirst{0}, kSecond{1};

// The second of two prosumers lacks 1 kWh that must be served, and 1.5 of 2 kWh that need not.
ResidualColumns second_lacks() {
  ResidualColumns columns{2};
  columns.inflexible_missing_kwh[kSecond] = 1;
  columns.flexible_kwh[kSecond] = 2;
  columns.served_flexible_kwh[kSecond] = 0.5;
  return columns;
}

}  // namespace

// From 0.75 for the first kWh down to 0.25: at 0.5 half of the 2 kWh are worth the price.
TEST_CASE("what a prosumer lacks follows from its own row") {
  const ResidualColumns columns = second_lacks();
  const game::ResidualDemand demand = columns.demand(kSecond, 0.75, 0.25);
  CHECK(demand.at(0.25) == 2.5);
  CHECK(demand.at(0.5) == 1.5);
  CHECK(demand.at(0.75) == 1);
  CHECK(columns.demand(kFirst, 0.75, 0.25).at(0.25) == 0);
}

TEST_CASE("what is shed is wanted at no price") {
  ResidualColumns columns = second_lacks();
  columns.shed_kwh[kSecond] = 1;
  CHECK(columns.demand(kSecond, 0.75, 0.25).at(0.25) == 1.5);
}
