#include "agents/scenario/trace_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("names of choices stand for the values at their places") {
  TraceSettings trace;
  const ParameterList chosen{trace,
                             {{"level", "orders"}, {"baselines", "off"}, {"precision", "float32"}}};
  CHECK(trace.level == recording::TraceLevel::kOrders);
  CHECK(trace.baselines == BaselineRuns::kOff);
  CHECK(trace.precision == recording::FloatWidth::kFloat32);
}

TEST_CASE("by default agents are written in full, compared and audited") {
  const ParameterList trace = ParameterList::of(TraceSettings{});
  CHECK(trace.inadmissible_defaults().empty());
  CHECK(trace.at("level").choices[static_cast<std::size_t>(trace.at("level").value)] == "agents");
  CHECK(trace.at("every").value == 1);
  CHECK(trace.at("audit_every").value == 16);
}

TEST_CASE("audits may be switched off, writing may not") {
  const ParameterList trace = ParameterList::of(TraceSettings{});
  CHECK(trace.accepts("audit_every", 0));
  CHECK_FALSE(trace.accepts("every", 0));
  CHECK(trace.accepts("compression", 0));
  CHECK(trace.accepts("compression", 9));
  CHECK_FALSE(trace.accepts("compression", 10));
}

}  // namespace
}  // namespace peerwatt::scenario
