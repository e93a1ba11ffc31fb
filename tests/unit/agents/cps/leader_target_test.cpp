#include "agents/cps/leader_target.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::agents;
using peerwatt::scenario::LeaderAim;

TEST_CASE("the net demand is what must be served and what may, less what is fed in") {
  CHECK(ResidualSums{.elastic_kwh = 2, .inflexible_kwh = 3, .surplus_kwh = 1}.net_kwh() == 4);
  CHECK(ResidualSums{.elastic_kwh = 0, .inflexible_kwh = 1, .surplus_kwh = 5}.net_kwh() == -4);
}

TEST_CASE("no elastic supply is allowed, whatever room there is") {
  const LeaderTarget target{
      .aim = LeaderAim::kNoElasticSupply, .share = 0.5, .room_kwh = 100, .base_elastic_kwh = 8};
  CHECK(target.allowed_kwh(1, 50) == 0);
  CHECK(target.excess_kwh({.elastic_kwh = 0.25, .inflexible_kwh = 1, .surplus_kwh = 50}) == 0.25);
  CHECK(target.excess_kwh({.elastic_kwh = 0, .inflexible_kwh = 200}) == 0);
}

// K - E_o - M + E_f = 10 - 4 + 1.
TEST_CASE("without reserve what fits under the capacity is allowed, and never less than nothing") {
  const LeaderTarget target{.aim = LeaderAim::kNoReserve, .room_kwh = 10};
  CHECK(target.allowed_kwh(4, 1) == 7);
  CHECK(target.excess_kwh({.elastic_kwh = 9, .inflexible_kwh = 4, .surplus_kwh = 1}) == 2);
  CHECK(target.excess_kwh({.elastic_kwh = 7, .inflexible_kwh = 4, .surplus_kwh = 1}) == 0);
  CHECK(target.allowed_kwh(12, 1) == 0);
  CHECK(target.excess_kwh({.elastic_kwh = 3, .inflexible_kwh = 12, .surplus_kwh = 1}) == 3);
}

TEST_CASE("a share of the elastic supply at the base tariff has to end, the rest is allowed") {
  LeaderTarget target{.aim = LeaderAim::kShare, .share = 0.25, .base_elastic_kwh = 8};
  CHECK(target.allowed_kwh(100, 0) == 6);
  CHECK(target.excess_kwh({.elastic_kwh = 8}) == 2);
  target.share = 1;
  CHECK(target.allowed_kwh(0, 0) == 0);
  target.share = 0;
  CHECK(target.excess_kwh({.elastic_kwh = 8}) == 0);
}
