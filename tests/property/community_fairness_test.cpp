#include <algorithm>
#include <cmath>

#include "tests/property/community_replay.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

constexpr std::uint64_t kScenarios = 64;
constexpr double kTolerance = 1e-9;

template <class Check>
void on_random_slots(Check check) {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const scenario::Scenario scenario = random_scenario(seed);
    const MemorySink run = run_in_memory(scenario);
    CAPTURE(seed);
    for (const KeptSlot& slot : run.slots) {
      CAPTURE(slot.index);
      check(one_slot_of(scenario, run.description, slot), slot);
    }
  }
}

// Flexible energy served, kWh, out of own supply and `bought`.
double flexible_served(const OneSlot& slot, std::size_t i, double bought) {
  return std::clamp(slot.own[i] + bought - slot.inflexible[i], 0.0, slot.flexible[i]);
}

double value_of(const OneSlot& slot, std::size_t i, double bought) {
  return flexible_value(flexible_served(slot, i, bought), slot.flexible[i], slot.choke[i],
                        slot.base);
}

}  // namespace

// What a prosumer has of a slot: the value of its flexible load served, less what it pays. Alone
// with the grid at the slot's price it buys want(p) and exports all its surplus.
TEST_CASE("on random scenarios nobody has less in a slot than with the grid alone at its price") {
  double gained = 0;
  on_random_slots([&](const OneSlot& slot, const KeptSlot& kept) {
    const ProsumerColumns& p = kept.prosumers;
    const recording::SystemRecord& system = kept.system;
    for (std::size_t i = 0; i < slot.size(); ++i) {
      const double with_peers =
          value_of(slot, i, p.p2p_bought_kwh[i] + p.grid_bought_kwh[i]) - p.balance[i];
      const double wanted = slot.deficiency[i] > 0 ? want(slot, i, system.price_sell, 0) : 0.0;
      const double alone = value_of(slot, i, wanted) - wanted * system.price_sell +
                           slot.surplus[i] * system.price_feed_in;
      CAPTURE(i);
      REQUIRE(with_peers >= alone - kTolerance);
      gained += with_peers - alone;
    }
  });
  CHECK(gained > 1);  // there is something to gain in these scenarios
}

TEST_CASE("on random scenarios peers pay no more than the CPS asks and earn no less than it pays") {
  on_random_slots([](const OneSlot& slot, const KeptSlot& kept) {
    const ProsumerColumns& p = kept.prosumers;
    const recording::SystemRecord& system = kept.system;
    for (std::size_t i = 0; i < slot.size(); ++i) {
      REQUIRE(p.p2p_paid[i] <= p.p2p_bought_kwh[i] * system.price_sell + kTolerance);
      REQUIRE(p.p2p_earned[i] >= p.p2p_sold_kwh[i] * system.price_feed_in - kTolerance);
      const double limit = slot.feed_in + slot.lambda[i] * (system.price_sell - slot.feed_in);  // r
      REQUIRE(std::fabs(p.reservation_price[i] - limit) <= 0.5e-9 + 1e-12);
      REQUIRE(p.reservation_price[i] >= system.price_feed_in);
      REQUIRE(p.reservation_price[i] <= system.price_sell);
    }
    if (system.p2p_energy_kwh <= 0) return;
    REQUIRE(system.p2p_price_min >= system.price_feed_in - 1e-12);
    REQUIRE(*system.p2p_price_min <= *system.p2p_price_mean);
    REQUIRE(*system.p2p_price_mean <= *system.p2p_price_max);
    REQUIRE(system.p2p_price_max <= system.price_sell + 1e-12);
  });
}

TEST_CASE("on random scenarios nobody trades more than it has or lacks") {
  on_random_slots([](const OneSlot& slot, const KeptSlot& kept) {
    const ProsumerColumns& p = kept.prosumers;
    for (std::size_t i = 0; i < slot.size(); ++i) {
      REQUIRE(p.p2p_sold_kwh[i] <= slot.surplus[i] + kTolerance);
      REQUIRE(p.p2p_bought_kwh[i] <= slot.deficiency[i] + kTolerance);
      REQUIRE(p.auction_sold_kwh[i] <= p.p2p_sold_kwh[i] + kTolerance);
      REQUIRE(p.auction_bought_kwh[i] <= p.p2p_bought_kwh[i] + kTolerance);
    }
  });
}

// Inflexible load is never left out, and energy is bought only where it is worth its price.
TEST_CASE(
    "on random scenarios only flexible load goes unserved, and only what is not worth the price") {
  double unserved = 0;
  on_random_slots([&](const OneSlot& slot, const KeptSlot& kept) {
    const ProsumerColumns& p = kept.prosumers;
    double elastic = 0;
    for (std::size_t i = 0; i < slot.size(); ++i) {
      const double bought = p.p2p_bought_kwh[i];
      const double left = slot.flexible[i] - flexible_served(slot, i, 0);
      REQUIRE(p.unserved_kwh[i] <= std::max(0.0, left) + kTolerance);
      unserved += p.unserved_kwh[i];
      if (slot.deficiency[i] <= 0) continue;
      const double from_grid = want(slot, i, kept.system.price_sell, bought);
      REQUIRE(std::fabs(p.grid_bought_kwh[i] - from_grid) <= kTolerance);
      elastic += from_grid - std::max(0.0, slot.inflexible[i] - slot.own[i] - bought);
    }
    REQUIRE(std::fabs(kept.system.prosumer_supply_elastic_kwh - elastic) <= kTolerance);
  });
  CHECK(unserved > 1);
}
