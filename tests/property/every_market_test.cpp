#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "agents/bidding/strategy_catalogue.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using market::MechanismEntry;
using scenario::Scenario;

namespace {

constexpr double kTolerance = 1e-9;  // kWh and currency: sums of up to 60 doubles of order one
constexpr std::uint64_t kSeeds = 9;

bool is_continuous(const MechanismEntry& rule) {
  return rule.role == market::Role::kContinuous;
}

// Every second scenario has market places above the neighbourhoods.
void add_levels(Scenario& scenario, std::uint64_t seed) {
  using scenario::MarketArea;
  if (seed % 2 == 0) return;
  using market::MechanismId;
  constexpr std::array kAuctions{MechanismId::kTradeReduction, MechanismId::kKPricing,
                                 MechanismId::kPayAsClear};
  const MechanismId auction = kAuctions[seed / 2 % kAuctions.size()];
  scenario.market.levels = {
      {.area = MarketArea::kFeeder, .auction = auction, .k = 0.3, .network_charge = 0.01},
      {.area = MarketArea::kSubstation,
       .auction = MechanismId::kTradeReduction,
       .network_charge = 0.03}};
  scenario.leader.max_rounds = 20;
}

void add_tastes(scenario::ProsumerGroup& group) {
  group.battery.sale_share = 0.5;
  group.preferences = {.solar_premium = uniform_between(0, 0.05),
                       .storage_premium = 0.01,
                       .local_premium = uniform_between(0, 0.03)};
}

void add_habits(scenario::ProsumerGroup& group, std::size_t strategy) {
  group.bidding.strategy = bidding::strategies()[strategy % bidding::strategies().size()].id;
  group.bidding.visits_per_gate = 4;
  if (strategy % 3 == 1) {
    group.bidding.arrivals = scenario::Arrivals::kScheduled;
    group.bidding.revise_s = 1.5;
    group.bidding.order_lifetime_s = 1;
  }
}

// A random scenario that trades by the rule, on several levels, by class or by strategy.
Scenario scenario_of(const MechanismEntry& rule, std::uint64_t seed) {
  Scenario scenario = random_scenario(seed);
  scenario.market.mechanism = rule.id;
  if (rule.role != market::Role::kNone) add_levels(scenario, seed);
  for (std::size_t g = 0; g < scenario.prosumers.size(); ++g) {
    if (is_continuous(rule)) {
      add_habits(scenario.prosumers[g], g + seed);
      scenario.prosumers[g].battery.sale_share = 0.5;
    } else if (seed % 3 == 0) {
      add_tastes(scenario.prosumers[g]);
    }
  }
  return scenario;
}

template <class Check>
void on_runs_of_every_rule(Check check) {
  for (const MechanismEntry& rule : market::mechanisms()) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const Scenario scenario = scenario_of(rule, seed);
      CAPTURE(std::string{rule.name});
      CAPTURE(seed);
      REQUIRE(inconsistencies(scenario).empty());
      check(rule, scenario, run_in_memory(scenario));
    }
  }
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

}  // namespace

TEST_CASE("under every rule energy and money are conserved in every slot") {
  on_runs_of_every_rule([](const MechanismEntry&, const Scenario&, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      REQUIRE(slot.certificates.energy_residual_kwh <= kTolerance);
      REQUIRE(slot.certificates.money_residual <= kTolerance);
      const recording::SystemRecord& system = slot.system;
      const double by_level =
          system.local_energy_kwh + system.feeder_energy_kwh + system.substation_energy_kwh;
      REQUIRE(std::fabs(by_level - system.p2p_energy_kwh) <= kTolerance);
      REQUIRE(std::fabs(system.solar_energy_kwh + system.storage_energy_kwh -
                        system.p2p_energy_kwh) <= kTolerance);
      REQUIRE(std::fabs(total(slot.prosumers.p2p_sold_kwh) - system.p2p_energy_kwh) <= kTolerance);
      REQUIRE(std::fabs(total(slot.prosumers.network_charge) + system.operator_balance) <=
              kTolerance);
    }
  });
}

TEST_CASE("under every rule a kWh costs no more than the grid's, and earns no less") {
  on_runs_of_every_rule([](const MechanismEntry&, const Scenario&, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      const ProsumerColumns& p = slot.prosumers;
      for (std::size_t i = 0; i < p.load_kwh.size(); ++i) {
        const double grid_would_cost = p.p2p_bought_kwh[i] * slot.system.price_sell;
        const double grid_would_pay = p.p2p_sold_kwh[i] * slot.system.price_feed_in;
        const double charge = p.network_charge[i];
        if (p.p2p_bought_kwh[i] > 0)
          REQUIRE(p.p2p_paid[i] + charge <= grid_would_cost + kTolerance);
        if (p.p2p_sold_kwh[i] > 0) REQUIRE(p.p2p_earned[i] - charge >= grid_would_pay - kTolerance);
        REQUIRE(std::isfinite(p.balance[i]));
      }
    }
  });
}

TEST_CASE("under every rule a run repeats bit for bit") {
  on_runs_of_every_rule([](const MechanismEntry&, const Scenario& scenario, const MemorySink& run) {
    REQUIRE(first_difference(run, run_in_memory(scenario)) == "");
  });
}

TEST_CASE("every rule but none trades in some of the scenarios; some trade above, some by class") {
  double above = 0, stored = 0;
  for (const MechanismEntry& rule : market::mechanisms()) {
    double traded = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      for (const KeptSlot& slot : run_in_memory(scenario_of(rule, seed)).slots) {
        traded += slot.system.p2p_energy_kwh;
        above += slot.system.feeder_energy_kwh + slot.system.substation_energy_kwh;
        stored += slot.system.storage_energy_kwh;
      }
    }
    CAPTURE(std::string{rule.name});
    CHECK((traded > 0) == (rule.role != market::Role::kNone));
  }
  CHECK(above > 0);
  CHECK(stored > 0);
}
