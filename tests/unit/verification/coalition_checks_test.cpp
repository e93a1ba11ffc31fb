#include "tools/verification/coalition_checks.hpp"

#include <string>
#include <vector>

#include "tests/unit/verification/traced_village.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

// One zone: buses 1 - 2 and 1 - 3 - 4 under the root. Lengths 1, 2, 3 and 4 km, by line.
RunFacts street() {
  RunFacts facts;
  facts.has_agents = true;
  facts.network.bus_name = {"root", "a", "b", "c", "d"};
  facts.network.bus_zone = {-1, 0, 0, 0, 0};
  facts.network.line_from = {0, 1, 1, 3};
  facts.network.line_to = {1, 2, 3, 4};
  facts.network.line_length_km = {1, 2, 3, 4};
  facts.network.zone_name = {"street"};
  facts.rules.mechanism = "mid_market_rate";
  facts.rules.network_charge = 0.25;
  return facts;
}

// Everybody at a bus of its own, from bus 1 on; flexible load is none.
struct Neighbours {
  std::vector<double> surplus, deficiency;
  std::vector<std::int32_t> coalition;
  std::vector<double> none = std::vector<double>(4);

  Slot slot(RunFacts& facts) const {
    const std::size_t count = surplus.size();
    facts.prosumers.name.assign(count, "p");
    facts.prosumers.zone.assign(count, 0);
    facts.prosumers.bus = {1, 2, 3, 4};
    facts.prosumers.bus.resize(count);
    facts.prosumers.flexible_share.assign(count, 0.0);
    facts.prosumers.choke_price.assign(count, 9.0);
    Slot slot;
    slot.has_agents = true;
    slot.record.system.price_sell = 3;
    slot.record.system.price_base = 3;
    slot.record.system.price_feed_in = 1;
    slot.record.prosumers.load_kwh = deficiency;
    slot.record.prosumers.deficiency_kwh = deficiency;
    slot.record.prosumers.surplus_kwh = surplus;
    slot.record.prosumers.coalition = coalition;
    for (const auto column :
         {&recording::ProsumerRecord::p2p_bought_kwh, &recording::ProsumerRecord::p2p_sold_kwh,
          &recording::ProsumerRecord::p2p_paid, &recording::ProsumerRecord::p2p_earned,
          &recording::ProsumerRecord::network_charge}) {
      slot.record.prosumers.*column = {none.data(), count};
    }
    return slot;
  }
};

// Merge, split and exit regret of a slot.
std::vector<double> regrets(RunFacts facts, const Neighbours& neighbours) {
  const test::TemporaryFolder folder;
  const output::TraceReader trace{test::write_trace(test::village(), {.file = folder / "run.h5"})};
  const Slot slot = neighbours.slot(facts);
  CoalitionChecks checks{facts, trace};
  checks.look_at(slot);
  std::vector<double> found;
  checks.report([&](const Check& check) {
    if (check.result().checked()) found.push_back(check.result().worst);
  });
  return found;
}

}  // namespace

TEST_CASE("what is carried over the lines is the sum over all pairs") {
  const RunFacts facts = street();
  const ZoneTree tree{facts, 0, facts.network.line_length_km};
  CHECK(tree.edges() == 3);
  const std::vector<double> sales{1, 2, 0, 4}, wants{0.5, 0, 3, 0.25};
  double pairs = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) pairs += sales[i] * wants[j] * tree.distance(i, j);
  }
  CHECK(tree.carried(sales, wants) == pairs);
  CHECK(tree.distance(tree.place(2), tree.place(4)) == 9);
  CHECK(tree.is_below(tree.place(4), tree.place(3)));
  CHECK_FALSE(tree.is_below(tree.place(2), tree.place(3)));
}

// A kWh is worth 2 between neighbours, less 0.25 for each of the 2 km between buses 1 and 2.
TEST_CASE("single neighbours that would gain by merging are found") {
  const Neighbours apart{.surplus = {1, 0}, .deficiency = {0, 1}, .coalition = {-1, -1}};
  CHECK(regrets(street(), apart) == std::vector<double>{1.5, 0, 0});
  RunFacts near = street();
  near.rules.radius_km = 1.5;
  CHECK(regrets(near, apart) == std::vector<double>{0, 0, 0});
  near.rules.radius_km = 2;
  CHECK(regrets(near, apart) == std::vector<double>{1.5, 0, 0});
}

// Buses 2 and 4 are 9 km apart: the charge of 2.25 is more than the worth of 2.
TEST_CASE("a coalition that is worth more in two is found") {
  const Neighbours together{
      .surplus = {0, 1, 0, 0}, .deficiency = {0, 0, 0, 1}, .coalition = {0, 0, 0, 0}};
  const std::vector<double> found = regrets(street(), together);
  CHECK(found == std::vector<double>{0, 0.25, 0});
  RunFacts free = street();
  free.rules.network_charge = 0;
  CHECK(regrets(free, together) == std::vector<double>{0, 0, 0});
}

// The buyer at bus 2 has no share where it is; with the seller at bus 1 it adds 1.5.
TEST_CASE("what a prosumer would gain by switching is measured") {
  const Neighbours stuck{.surplus = {1, 0, 0}, .deficiency = {0, 1, 0}, .coalition = {-1, 2, 2}};
  const std::vector<double> found = regrets(street(), stuck);
  REQUIRE(found.size() == 3);
  CHECK(found[0] == 1.5);
  CHECK(found[2] == 1.5);
}

}  // namespace peerwatt::verification
