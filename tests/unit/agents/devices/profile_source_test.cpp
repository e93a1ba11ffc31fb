#include "agents/devices/profile_source.hpp"

#include <array>

#include "tests/unit/agents/devices/sample_surroundings.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;
using namespace peerwatt::testing;

TEST_CASE("a profile gives each member its series at the slot, times its factor") {
  const std::vector<double> first{1, 2, 3}, second{10, 20, 30};
  const ProfileSource source{{{first, 1.0}, {second, 0.5}, {first, 0.0}}};
  std::array<double, 3> energy{};
  source.fill({.start = {}, .length = {}, .index = 2}, energy);
  CHECK(energy == std::array<double, 3>{3, 15, 0});
  source.fill({.start = {}, .length = {}, .index = 0}, energy);
  CHECK(energy == std::array<double, 3>{1, 5, 0});
}

// Some members of a group, and not in the order of their numbers.
TEST_CASE("a member takes the column of its number, whoever else is there") {
  ProfileShare first{.member = 1, .factor = 1}, second{.member = 4, .factor = 3};
  std::array<double, 2> energy{};
  const auto source =
      make_profile_source("meters", {"a", "aa"}, std::array{first, second}, sample_surroundings());
  source->fill(sample_noon(), energy);
  CHECK(energy == std::array<double, 2>{2, 3});
}
