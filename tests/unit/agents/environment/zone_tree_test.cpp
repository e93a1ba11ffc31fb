#include "agents/environment/zone_tree.hpp"

#include <vector>

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;
using scenario::ChargedLength;

namespace {

using Numbers = std::vector<double>;
using Nodes = std::vector<std::uint32_t>;

// Streets of three buses 30 m apart, of 0.32 ohm/km.
IdVector<ZoneId, ZoneTree> trees_of(const scenario::CoalitionSettings& settings,
                                    std::int64_t homes = 1) {
  const SmallWorld world{two_streets(homes)};
  return make_zone_trees(world.network, world.community, settings);
}

void check_numbers(const std::vector<double>& found, const Numbers& wanted) {
  REQUIRE(found.size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(found[i] == doctest::Approx(wanted[i]));
}

}  // namespace

TEST_CASE("a zone is a tree of its buses from its head on, with its prosumers at their nodes") {
  const SmallWorld world{two_streets(2)};
  const IdVector<ZoneId, ZoneTree> trees =
      make_zone_trees(world.network, world.community, scenario::CoalitionSettings{});
  REQUIRE(trees.size() == 2);
  const char* const buses[][3] = {{"z000_b000", "z000_b001", "z000_b002"},
                                  {"z001_b000", "z001_b001", "z001_b002"}};
  ProsumerId prosumer{0};
  for (const ZoneId zone : trees.ids()) {
    CHECK(trees[zone].parents == Nodes{0, 0, 1});
    REQUIRE(trees[zone].nodes_of_members.size() == 2);
    for (const std::uint32_t node : trees[zone].nodes_of_members) {
      CHECK(world.network.bus_name(world.community.buses[prosumer]) == buses[zone.index()][node]);
      prosumer = ProsumerId{prosumer.index() + 1};
    }
  }
}

TEST_CASE("what counts is the length or the resistance of the line to the parent, if charged") {
  check_numbers(trees_of({})[ZoneId{0}].charged_lengths, {0, 0, 0});
  check_numbers(trees_of({.network_charge = 0.1})[ZoneId{0}].charged_lengths, {0, 0.03, 0.03});
  check_numbers(trees_of({.network_charge = 0.1, .distance = ChargedLength::kResistance})[ZoneId{1}]
                    .charged_lengths,
                {0, 0.0096, 0.0096});
}

TEST_CASE("lengths are kept where a radius asks for them") {
  CHECK(trees_of({.network_charge = 0.1})[ZoneId{0}].lengths_km.empty());
  const ZoneTree tree = trees_of({.radius_km = 0.5})[ZoneId{0}];
  check_numbers(tree.lengths_km, {0, 0.03, 0.03});
  check_numbers(tree.charged_lengths, {0, 0, 0});
  const game::Neighbourhood zone = tree.neighbourhood();
  CHECK(zone.lengths_km.size() == 3);
  CHECK(zone.nodes_of_members.size() == 1);
}

TEST_CASE("a length that counts and is not known is refused by the parameter that asks for it") {
  scenario::Scenario scenario = two_streets(1);
  scenario.network.feeder.lines.back().length_km.reset();
  const SmallWorld world{scenario};
  const auto complaint = [&](const scenario::CoalitionSettings& settings) {
    try {
      make_zone_trees(world.network, world.community, settings);
      return std::string{};
    } catch (const InputError& error) {
      return std::string{error.what()};
    }
  };
  CHECK(complaint({.network_charge = 0.1}).starts_with("coalition.network_charge: needs"));
  CHECK(complaint({.radius_km = 1}).starts_with("coalition.radius_km: needs"));
  CHECK(complaint({.network_charge = 0.1, .distance = ChargedLength::kResistance}).empty());
}

TEST_CASE("coalitions form by the charge, radius and tolerance of the settings") {
  const game::FormationRules rules =
      formation_rules({.network_charge = 0.25, .radius_km = 2, .tolerance = 1e-6});
  CHECK(rules.network_charge == 0.25);
  CHECK(rules.radius_km == 2);
  CHECK(rules.tolerance == 1e-6);
  CHECK_FALSE(formation_rules({}).radius_km.has_value());
}
