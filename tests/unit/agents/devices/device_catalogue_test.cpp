#include "agents/devices/device_catalogue.hpp"

#include <set>
#include <string_view>
#include <vector>

#include "agents/devices/group_devices.hpp"
#include "agents/devices/group_member.hpp"

#include "tests/support/parameter_list.hpp"
#include "tests/unit/agents/devices/sample_surroundings.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

using testing::ParameterList;
using testing::sample_noon;
using testing::sample_surroundings;

TEST_CASE("every kind of devices has a section of its own, with parameters that may be left out") {
  const ParameterList group = ParameterList::of(GroupDevices{});
  CHECK(group.inadmissible_defaults().empty());
  std::set<std::string_view> keys;
  for (const DeviceEntry& kind : device_kinds()) {
    CAPTURE(kind.key);
    keys.insert(kind.key);
    CHECK(kind.help.ends_with('.'));
    bool found = false;
    for (const std::string& path : group.paths()) {
      if (path.starts_with(std::string{kind.key} + '.')) found = true;
    }
    CHECK(found);
  }
  CHECK(keys.size() == device_kinds().size());
}

TEST_CASE("the energy of a kind is one amount per member, never below zero") {
  GroupDevices group;
  group.pv.capacity_kw = 5;
  const std::vector<GroupMember> members{{1, 0}, {2, 1}};
  int sources = 0;
  for (const DeviceEntry& kind : device_kinds()) {
    if (kind.make_source == nullptr) continue;
    CAPTURE(kind.key);
    ++sources;
    std::vector<double> energy_kwh{-7, -7, -7};
    kind.make_source(group, members, sample_surroundings())
        ->fill(sample_noon(), std::span{energy_kwh}.first(2));
    CHECK(energy_kwh[0] > 0);
    CHECK(energy_kwh[1] > 0);
    CHECK(energy_kwh[2] == -7);
    CHECK((kind.meter == Meter::kGeneration) == (kind.key == "pv"));
  }
  CHECK(sources == 2);
}

TEST_CASE("groups with different devices are different") {
  GroupDevices group;
  group.battery.sale_share = 0.5;
  CHECK(group != GroupDevices{});
}

}  // namespace
}  // namespace peerwatt::devices
