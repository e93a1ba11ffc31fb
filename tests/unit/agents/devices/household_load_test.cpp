#include "agents/devices/household_load.hpp"

#include <string>
#include <vector>

#include "agents/devices/surroundings.hpp"
#include "agents/devices/synthetic_load.hpp"

#include "tests/unit/agents/devices/sample_surroundings.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

using testing::sample_noon;
using testing::sample_surroundings;

const std::vector<GroupMember> kMembers{{7, 0}, {8, 1}, {9, 2}};

TEST_CASE("a measured load is shared out by column and scaled by what each member draws") {
  LoadSettings load;
  load.profile = "meters";
  load.columns = {"a", "aa"};
  load.scale = 4;
  std::vector<double> energy_kwh(3);
  make_load_source(load, kMembers, sample_surroundings())->fill(sample_noon(), energy_kwh);
  CHECK(energy_kwh == std::vector<double>{4, 8, 4});
}

TEST_CASE("the series of a measured load are asked for by profile and column") {
  LoadSettings load;
  load.profile = "meters";
  load.columns = {"a", "aa"};
  Surroundings around = sample_surroundings();
  std::vector<std::string> asked;
  around.series = [&, series = around.series](const std::string& profile,
                                              const std::string& column) {
    asked.push_back(profile + ':' + column);
    return series(profile, column);
  };
  make_load_source(load, kMembers, around);
  CHECK(asked == std::vector<std::string>{"meters:a", "meters:aa", "meters:a"});
}

TEST_CASE("without a profile a load is synthetic, of the mean that the member draws") {
  LoadSettings load;
  load.mean_kwh_per_day = 24;
  std::vector<double> energy_kwh(3), expected(3);
  make_load_source(load, kMembers, sample_surroundings())->fill(sample_noon(), energy_kwh);
  SyntheticLoad{5, {{7, 24}, {8, 24}, {9, 24}}, 24}.fill(sample_noon(), expected);
  CHECK(energy_kwh == expected);
  CHECK(energy_kwh[0] > 0);
}

TEST_CASE("members draw apart, and a quantity below a billionth is none") {
  LoadSettings load;
  load.profile = "meters";
  load.columns = {"a"};
  load.scale = {parameters::Distribution::Kind::kUniform, {1, 2}};
  std::vector<double> energy_kwh(3);
  make_load_source(load, kMembers, sample_surroundings())->fill(sample_noon(), energy_kwh);
  CHECK(energy_kwh[0] != energy_kwh[1]);
  load.scale = 1e-10;
  make_load_source(load, kMembers, sample_surroundings())->fill(sample_noon(), energy_kwh);
  CHECK(energy_kwh == std::vector<double>{0, 0, 0});
}

}  // namespace
}  // namespace peerwatt::devices
