#include "engine/network/zone_rule.hpp"

#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

std::string zones(const FeederDescription& feeder) {
  std::string text;
  for (const FeederBus& bus : feeder.buses) text += bus.name + '@' + bus.zone + ' ';
  return text;
}

TEST_CASE("a single zone is named after the root") {
  FeederDescription feeder = small_feeder();
  name_zones(feeder, ZoneRule::kSingle);
  CHECK(zones(feeder) == "d@r r@r b@r c@r a@r ");
}

TEST_CASE("transformers part a feeder into zones named after their heads") {
  FeederDescription feeder = small_feeder();
  feeder.lines[0].kind = LineKind::kTransformer;  // b - a
  feeder.lines[2].kind = LineKind::kTransformer;  // c - a
  name_zones(feeder, ZoneRule::kTransformer);
  CHECK(zones(feeder) == "d@b r@r b@b c@c a@r ");
  const DistributionNetwork network{feeder};
  for (std::uint32_t zone = 0; zone < network.zone_count(); ++zone) {
    CHECK(network.bus_name(network.zone_head(ZoneId{zone})) == network.zone_name(ZoneId{zone}));
  }
}

TEST_CASE("zones can be named in a feeder that is not yet a network") {
  FeederDescription feeder = small_feeder();
  feeder.root = "nowhere";
  feeder.lines[3].to = "nowhere";
  name_zones(feeder, ZoneRule::kTransformer);
  for (const FeederBus& bus : feeder.buses) CHECK_FALSE(bus.zone.empty());
}

}  // namespace
}  // namespace peerwatt::network
