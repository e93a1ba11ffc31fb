#include "agents/scenario/virtual_power_plant_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("prices wait for the answers only where reductions are asked for") {
  VirtualPowerPlantSettings plant{.answer_s = 12};
  CHECK_FALSE(plant.is_on());
  CHECK(plant.lead_s() == 0);
  for (const ReductionTrigger trigger : {ReductionTrigger::kPeak, ReductionTrigger::kDemand}) {
    plant.trigger = trigger;
    CHECK(plant.is_on());
    CHECK(plant.lead_s() == 12);
  }
}

TEST_CASE("a reduction is paid for, and answered in a moment at least") {
  const ParameterList plant = ParameterList::of(VirtualPowerPlantSettings{});
  CHECK(plant.inadmissible_defaults().empty());
  CHECK(plant.at("trigger").choices == Names{"never", "peak", "demand"});
  CHECK_FALSE(plant.accepts("price", 0));
  CHECK(plant.accepts("above_kw", 0));
  CHECK_FALSE(plant.accepts("answer_s", 0));
  CHECK(plant.accepts("answer_s", 0.001));
}

}  // namespace
}  // namespace peerwatt::scenario
