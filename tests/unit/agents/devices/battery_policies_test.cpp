#include "agents/devices/battery_policies.hpp"

#include <set>
#include <string_view>
#include <vector>

#include "agents/devices/battery_bank.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

TEST_CASE("a policy is found by its id, and has a name of its own and one sentence of help") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < battery_policies().size(); ++i) {
    const BatteryPolicyEntry& policy = battery_policies()[i];
    CHECK(&entry(static_cast<BatteryPolicy>(i)) == &policy);
    CHECK(policy.help.ends_with('.'));
    names.insert(policy.name);
  }
  CHECK(names.size() == battery_policies().size());
}

TEST_CASE("a battery serves its household when the entry of its policy says so") {
  for (const BatteryPolicyEntry& policy : battery_policies()) {
    CAPTURE(policy.name);
    const std::vector<BatteryParameters> battery{
        {.capacity_kwh = 8, .power_kw = 4, .initial_kwh = 4, .policy = policy.id}};
    BatteryBank off_peak{battery, 1}, at_peak{battery, 1};
    CHECK(at_peak.operate(ProsumerId{0}, 0, 1, true).discharged_kwh == 1);
    CHECK((off_peak.operate(ProsumerId{0}, 0, 1, false).discharged_kwh == 1) ==
          (policy.serving == Serving::kAlways));
  }
}

TEST_CASE("one policy keeps what is stored for peak slots, the other does not") {
  CHECK(entry(BatteryPolicy::kSelfConsumption).serving == Serving::kAlways);
  CHECK(entry(BatteryPolicy::kPeakReserve).serving == Serving::kAtPeak);
}

}  // namespace
}  // namespace peerwatt::devices
