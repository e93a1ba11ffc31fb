// Traders who know how long their orders are on the way send none that comes too late.

#include <array>
#include <string>

#include "agents/bidding/strategy_catalogue.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::Scenario;

namespace {

// The default, and such as differ from trader to trader or take a good part of the gate's time.
constexpr std::array<scenario::LatencySettings, 4> kLatencies{{
    {},
    {.fixed_s = 0.05, .per_hop_s = 0.02},
    {.fixed_s = 0.01, .per_hop_s = 0.005, .per_km_s = 0.05},
    {.fixed_s = 2},
}};

Scenario book_of(bidding::StrategyId strategy, std::size_t variant, std::uint64_t seed) {
  Scenario scenario = random_scenario(seed);
  scenario.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  scenario.market.levels.clear();
  scenario.market.gate_s = 5;
  scenario.network.loss_probability = 0;
  scenario.network.latency = kLatencies[variant];
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.bidding.strategy = strategy;
    group.bidding.visits_per_gate = 5;
    if (seed % 2 == 0) continue;
    group.bidding.arrivals = scenario::Arrivals::kScheduled;
    group.bidding.revise_s = 0.4;
    group.bidding.order_lifetime_s = 0.3;
  }
  return scenario;
}

}  // namespace

TEST_CASE("no order reaches a book late, with any strategy and latency") {
  for (std::size_t variant = 0; variant < kLatencies.size(); ++variant) {
    for (const bidding::StrategyEntry& strategy : bidding::strategies()) {
      double traded_kwh = 0;
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(variant);
        CAPTURE(strategy.name);
        CAPTURE(seed);
        for (const KeptSlot& slot : run_in_memory(book_of(strategy.id, variant, seed)).slots) {
          REQUIRE(slot.system.late_orders == 0);
          traded_kwh += slot.system.p2p_energy_kwh;
        }
      }
      REQUIRE(traded_kwh > 0);
    }
  }
}

TEST_CASE("where no order can arrive in time none is sent, and the note says what to change") {
  Scenario scenario = book_of(bidding::strategies()[0].id, 0, 2);
  scenario.network.latency = {.fixed_s = 3};
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    REQUIRE(slot.system.late_orders == 0);
    REQUIRE(slot.system.p2p_energy_kwh == 0);
  }
  const std::vector<Diagnostic> notes = agents::SimulationRun{scenario}.notes();
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].message.find("a price and the order that answers it take up to 6 s, and the gate "
                              "closes 5 s after the announcement: make gate_s longer") !=
        std::string::npos);
  scenario.network.latency = {};
  CHECK(agents::SimulationRun{scenario}.notes().empty());
}
