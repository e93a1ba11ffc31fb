#include "engine/network/synthetic_feeder.hpp"

#include <cmath>

#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

TEST_CASE("a synthetic feeder has a street of buses behind a transformer in every zone") {
  SyntheticFeeder parameters;
  parameters.zones = 3;
  parameters.buses_per_zone = 4;
  parameters.spacing_km = 0.25;
  const DistributionNetwork network{synthetic_feeder(parameters)};
  CHECK(network.bus_count() == 13);
  CHECK(network.zone_count() == 3);
  CHECK(network.bus_name(network.root()) == "substation");
  CHECK_FALSE(network.zone(network.root()));
  const BusId last = bus(network, "z002_b003");
  CHECK(network.zone_name(network.zone(last)) == "z002");
  CHECK(network.zone(last) == ZoneId{2});
  CHECK(network.bus_name(network.zone_head(ZoneId{2})) == "z002_b000");
  CHECK(network.depth(last) == 4);
  CHECK(network.km_from_root(last) == 0.75);
  CHECK(network.path_km(last, bus(network, "z000_b001")) == 1);
  CHECK(network.line_kinds()[network.parent_line(bus(network, "z001_b000")).index()] ==
        LineKind::kTransformer);
}

TEST_CASE("impedances of a synthetic feeder follow its parameters") {
  SyntheticFeeder parameters;
  parameters.buses_per_zone = 2;
  parameters.spacing_km = 0.5;
  parameters.resistance_ohm_per_km = 0.25;
  parameters.reactance_ohm_per_km = 0.125;
  parameters.rating_kva = 160;
  const DistributionNetwork network{synthetic_feeder(parameters)};
  CHECK(network.resistances_ohm()[1] == 0.125);
  CHECK(network.reactances_ohm()[1] == 0.0625);
  CHECK(network.ratings_kva()[1] == 160);
  // 400 V on 160 kVA: 1 ohm.
  CHECK(network.resistances_ohm()[0] == doctest::Approx(0.01).epsilon(1e-12));
  CHECK(network.reactances_ohm()[0] == doctest::Approx(std::sqrt(0.0015)).epsilon(1e-12));
}

TEST_CASE("the same parameters give the same feeder") {
  CHECK(synthetic_feeder({}) == synthetic_feeder({}));
  SyntheticFeeder other;
  other.spacing_km *= 2;
  CHECK_FALSE(synthetic_feeder({}) == synthetic_feeder(other));
}

TEST_CASE("impossible parameters of a synthetic feeder are all refused") {
  SyntheticFeeder parameters;
  parameters.zones = 0;
  parameters.buses_per_zone = -1;
  parameters.spacing_km = std::nan("");
  parameters.rating_kva = -5;
  CHECK(complaint_of([&] { synthetic_feeder(parameters); }) ==
        "synthetic feeder: zones must be 1 or more (got 0)\n"
        "synthetic feeder: buses_per_zone must be 1 or more (got -1)\n"
        "synthetic feeder: spacing_km must be finite and 0 or more (got nan)\n"
        "synthetic feeder: rating_kva must be finite and 0 or more (got -5)");
}

}  // namespace
}  // namespace peerwatt::network
