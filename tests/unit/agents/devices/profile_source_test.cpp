#include "agents/devices/profile_source.hpp"

#include <array>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

TEST_CASE("a profile gives each member its series at the slot, times its factor") {
  const std::vector<double> first{1, 2, 3}, second{10, 20, 30};
  const ProfileSource source{{{first, 1.0}, {second, 0.5}, {first, 0.0}}};
  std::array<double, 3> energy{};
  source.fill({.start = {}, .length = {}, .index = 2}, energy);
  CHECK(energy == std::array<double, 3>{3, 15, 0});
  source.fill({.start = {}, .length = {}, .index = 0}, energy);
  CHECK(energy == std::array<double, 3>{1, 5, 0});
}
