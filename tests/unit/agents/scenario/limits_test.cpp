#include "agents/scenario/limits.hpp"

#include "agents/devices/device_limits.hpp"
#include "agents/scenario/cps_settings.hpp"
#include "agents/scenario/other_customers.hpp"
#include "agents/scenario/prosumer_group.hpp"

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;

TEST_CASE("the power system has up to a terawatt, and nothing below zero") {
  CHECK(kSystemPowerKw.contains(1e9));
  CHECK_FALSE(kSystemPowerKw.contains(1.000001e9));
  CHECK(kSystemPowerKw.contains(0));
  CHECK_FALSE(kSystemPowerKw.contains(-1e-9));
}

TEST_CASE("the parameters of power and energy keep to the limits") {
  const auto check_limit = [](const ParameterList& list, const char* path,
                              const parameters::Range& limit) {
    CAPTURE(path);
    CHECK(list.at(path).range.least == limit.least);
    CHECK(list.at(path).range.most == limit.most);
  };
  const ParameterList group = ParameterList::of(ProsumerGroup{});
  check_limit(group, "load.mean_kwh_per_day", devices::kEnergyKwh);
  check_limit(group, "battery.capacity_kwh", devices::kEnergyKwh);
  check_limit(group, "battery.power_kw", devices::kPowerKw);
  check_limit(group, "pv.capacity_kw", devices::kPowerKw);
  check_limit(ParameterList::of(CpsSettings{}), "capacity_kw", kSystemPowerKw);
  check_limit(ParameterList::of(OtherCustomers{}), "mean_demand_kw", kSystemPowerKw);
}

}  // namespace
}  // namespace peerwatt::scenario
