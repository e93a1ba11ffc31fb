#include "agents/environment/network_latency.hpp"

#include "engine/network/synthetic_feeder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("latency is a fixed time, one for each line of the path, and one for each kilometre") {
  const network::DistributionNetwork network{
      network::synthetic_feeder({.zones = 2, .buses_per_zone = 3, .spacing_km = 0.5})};
  const BusId near = *network.find_bus("z000_b000"), far = *network.find_bus("z000_b002");
  const BusId other = *network.find_bus("z001_b001");
  const scenario::LatencySettings settings{.fixed_s = 1, .per_hop_s = 0.1, .per_km_s = 0.01};
  const NetworkLatency latency{settings, network, {near, far, other, network.root()}};
  const auto between = [&](std::uint32_t a, std::uint32_t b) {
    return latency.latency(AgentId{a}, AgentId{b}).microseconds();
  };
  CHECK(between(0, 0) == 1'000'000);
  CHECK(between(0, 1) == 1'210'000);  // two lines of 0.5 km
  CHECK(between(1, 0) == 1'210'000);
  CHECK(between(1, 2) == 1'515'000);  // five lines, transformers of no length among them
  CHECK(between(3, 2) == 1'205'000);
  const NetworkLatency fixed{{.fixed_s = 0.25}, network, {near, far}};
  CHECK(fixed.latency(AgentId{0}, AgentId{1}) == Duration::from_seconds(0.25));
}

TEST_CASE("lengths have to be known only where kilometres count") {
  network::FeederDescription feeder = network::synthetic_feeder({.zones = 1, .buses_per_zone = 3});
  feeder.lines.back().length_km.reset();
  const network::DistributionNetwork network{feeder};
  const BusId near = *network.find_bus("z000_b000"), far = *network.find_bus("z000_b002");
  const NetworkLatency by_hops{{.fixed_s = 0, .per_hop_s = 0.5}, network, {near, far}};
  CHECK(by_hops.latency(AgentId{0}, AgentId{1}) == Duration::from_seconds(1));
  CHECK_THROWS_AS((NetworkLatency{{.fixed_s = 0, .per_km_s = 0.5}, network, {near, far}}),
                  InputError);
}
