#include "agents/devices/photovoltaics.hpp"

#include <vector>

#include "agents/devices/synthetic_pv.hpp"

#include "tests/unit/agents/devices/sample_surroundings.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

using parameters::MemberDraws;
using testing::sample_noon;
using testing::sample_surroundings;

const std::vector<GroupMember> kMembers{{7, 0}, {8, 1}};

TEST_CASE("the share of members says who has PV, and those who have draw its capacity") {
  PvSettings pv;
  pv.capacity_kw = {parameters::Distribution::Kind::kUniform, {2, 8}};
  pv.share = 0.5;
  int with_pv = 0;
  for (std::uint64_t member = 0; member < 200; ++member) {
    const double capacity = draw_pv_capacity_kw(pv, MemberDraws{5, member});
    if (capacity > 0) ++with_pv;
    CHECK((capacity == 0 || (capacity >= 2 && capacity <= 8)));
  }
  CHECK(with_pv > 50);
  CHECK(with_pv < 150);
  pv.share = 0;
  CHECK(draw_pv_capacity_kw(pv, MemberDraws{5, 7}) == 0);
}

TEST_CASE("a measured generation is that of one kW times the capacity") {
  PvSettings pv;
  pv.capacity_kw = 3;
  pv.profile = "roofs";
  pv.columns = {"aa", "a"};
  std::vector<double> energy_kwh(2);
  make_pv_source(pv, kMembers, sample_surroundings())->fill(sample_noon(), energy_kwh);
  CHECK(energy_kwh == std::vector<double>{6, 3});
}

TEST_CASE("without a profile the generation is that of sun and clouds over the site") {
  PvSettings pv;
  pv.capacity_kw = 3;
  std::vector<double> energy_kwh(2), expected(2);
  make_pv_source(pv, kMembers, sample_surroundings())->fill(sample_noon(), energy_kwh);
  SyntheticPv{5, {0, 0}, 1.0, {{7, 3}, {8, 3}}}.fill(sample_noon(), expected);
  CHECK(energy_kwh == expected);
  CHECK(energy_kwh[0] > 0);
}

}  // namespace
}  // namespace peerwatt::devices
