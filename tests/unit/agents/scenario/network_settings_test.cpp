#include "agents/scenario/network_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("a scenario must have a feeder, all else of the network has a default") {
  const ParameterList network = ParameterList::of(NetworkSettings{});
  CHECK(network.paths() ==
        Names{"base_load", "base_load_shape.column", "base_load_shape.profile", "feeder",
              "latency.fixed_s", "latency.per_hop_s", "latency.per_km_s", "limits.loading_percent",
              "limits.voltage_max_pu", "limits.voltage_min_pu", "loss_probability", "power_flow"});
  CHECK(network.at("feeder").presence == parameters::Presence::kRequired);
  CHECK(network.at("loss_probability").presence == parameters::Presence::kOptional);
  CHECK(network.inadmissible_defaults().empty());
}

TEST_CASE("no message is lost by default, and all may be") {
  const ParameterList network = ParameterList::of(NetworkSettings{});
  CHECK(network.at("loss_probability").value == 0);
  CHECK(network.accepts("loss_probability", 1));
  CHECK_FALSE(network.accepts("loss_probability", 1.001));
}

TEST_CASE("a message takes no time or up to an hour, for each part of it") {
  const ParameterList network = ParameterList::of(NetworkSettings{});
  CHECK(network.at("latency.fixed_s").value == 0.05);
  for (const char* part : {"latency.fixed_s", "latency.per_hop_s", "latency.per_km_s"}) {
    CHECK(network.accepts(part, 0));
    CHECK_FALSE(network.accepts(part, -0.001));
    CHECK(network.accepts(part, 3600));
    CHECK_FALSE(network.accepts(part, 3601));
  }
}

}  // namespace
}  // namespace peerwatt::scenario
