#include "agents/scenario/coalition_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("coalitions form only where distance counts, by a charge or a radius") {
  CHECK_FALSE(CoalitionSettings{}.form());
  CHECK(CoalitionSettings{.network_charge = 0.01}.form());
  CHECK(CoalitionSettings{.radius_km = 0}.form());
}

TEST_CASE("lengths of lines are needed for a radius and for a charge by km, not by ohm") {
  CHECK_FALSE(CoalitionSettings{}.needs_lengths());
  CHECK(CoalitionSettings{.network_charge = 0.01}.needs_lengths());
  CoalitionSettings by_ohm{.network_charge = 0.01, .distance = ChargedLength::kResistance};
  CHECK_FALSE(by_ohm.needs_lengths());
  by_ohm.radius_km = 1;
  CHECK(by_ohm.needs_lengths());
}

TEST_CASE("a tolerance is above zero, and a sample of orders large enough for a mean") {
  const ParameterList coalition = ParameterList::of(CoalitionSettings{});
  CHECK(coalition.inadmissible_defaults().empty());
  CHECK_FALSE(coalition.accepts("tolerance", 0));
  CHECK(coalition.accepts("tolerance", 1e-300));
  CHECK_FALSE(coalition.accepts("shapley_orders", 9));
  CHECK(coalition.accepts("shapley_orders", 10));
  CHECK_FALSE(coalition.accepts("network_charge", -1e-9));
  CHECK_FALSE(coalition.accepts("radius_km", -1e-9));
  CHECK(coalition.accepts("radius_km", 0));
}

TEST_CASE("names of choices stand for the values at their places") {
  CoalitionSettings coalition;
  const ParameterList names{coalition, {{"distance", "resistance_ohm"}, {"shares", "shapley"}}};
  CHECK(coalition.distance == ChargedLength::kResistance);
  CHECK(coalition.shares == SharesRule::kShapley);
  CHECK(names.at("distance").choices == Names{"length_km", "resistance_ohm"});
}

}  // namespace
}  // namespace peerwatt::scenario
