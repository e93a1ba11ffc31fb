#include "agents/scenario/other_customers.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("there are no other customers by default") {
  CHECK(OtherCustomers{}.mean_demand_kw == 0);
  CHECK(OtherCustomers{}.profile.empty());
  CHECK(ParameterList::of(OtherCustomers{}).inadmissible_defaults().empty());
}

TEST_CASE("other customers may take a terawatt, and feed nothing in") {
  const ParameterList others = ParameterList::of(OtherCustomers{});
  CHECK(others.paths() == Names{"column", "mean_demand_kw", "profile", "scale"});
  CHECK(others.accepts("mean_demand_kw", 1e9));
  CHECK_FALSE(others.accepts("mean_demand_kw", 1.1e9));
  CHECK_FALSE(others.accepts("mean_demand_kw", -1));
  CHECK(others.accepts("scale", 0));
  CHECK_FALSE(others.accepts("scale", -0.5));
}

}  // namespace
}  // namespace peerwatt::scenario
