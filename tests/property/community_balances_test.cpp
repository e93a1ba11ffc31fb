#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kScenarios = 64;
constexpr double kTolerance = 1e-9;  // kWh and currency: sums of up to 60 doubles of order one

template <class Check>
void on_random_runs(Check check) {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const Scenario scenario = random_scenario(seed);
    CAPTURE(seed);
    REQUIRE(inconsistencies(scenario).empty());
    check(scenario, run_in_memory(scenario));
  }
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

bool near(double a, double b) {
  return std::fabs(a - b) <= kTolerance;
}

void check_household(const ProsumerColumns& p, std::size_t i) {
  const double charged = std::max(0.0, p.battery_charged_kwh[i]);
  const double discharged = std::max(0.0, -p.battery_charged_kwh[i]);
  const double direct = std::min(p.load_kwh[i], p.generation_kwh[i]);
  REQUIRE(near(p.deficiency_kwh[i], p.load_kwh[i] - direct - discharged));
  REQUIRE(near(p.surplus_kwh[i], p.generation_kwh[i] - direct - charged));
  REQUIRE(near(p.deficiency_kwh[i] - p.surplus_kwh[i],
               p.load_kwh[i] - p.generation_kwh[i] + charged - discharged));
  REQUIRE(
      near(p.deficiency_kwh[i], p.p2p_bought_kwh[i] + p.grid_bought_kwh[i] + p.unserved_kwh[i]));
  REQUIRE(near(p.surplus_kwh[i], p.p2p_sold_kwh[i] + p.grid_sold_kwh[i]));
}

void check_coalitions(const recording::RunDescription& run, const ProsumerColumns& p) {
  std::map<std::int32_t, double> net;
  for (std::size_t i = 0; i < p.coalition.size(); ++i) {
    const std::int32_t zone = run.prosumers.zone[i];
    net[zone] += p.p2p_sold_kwh[i] - p.p2p_bought_kwh[i];
    REQUIRE((p.coalition[i] == -1 || p.coalition[i] == zone));
    if (p.coalition[i] == -1) REQUIRE(p.p2p_sold_kwh[i] + p.p2p_bought_kwh[i] == 0);
  }
  for (const auto& [zone, difference] : net) REQUIRE(std::fabs(difference) <= kTolerance);
}

void check_system_energy(const recording::SystemRecord& system, const ProsumerColumns& p) {
  REQUIRE(near(system.prosumer_supply_kwh, total(p.grid_bought_kwh)));
  REQUIRE(near(system.feed_in_kwh, total(p.grid_sold_kwh)));
  REQUIRE(near(system.unserved_kwh, total(p.unserved_kwh)));
  REQUIRE(near(system.p2p_energy_kwh, total(p.p2p_sold_kwh)));
  REQUIRE(near(system.p2p_energy_kwh, total(p.p2p_bought_kwh)));
  REQUIRE(near(system.auction_energy_kwh, total(p.auction_sold_kwh)));
  REQUIRE(near(system.auction_energy_kwh, total(p.auction_bought_kwh)));
  REQUIRE(near(system.p2p_energy_kwh, system.auction_energy_kwh + system.mid_market_energy_kwh));
}

void check_money(const Scenario& scenario, const recording::SystemRecord& system,
                 const ProsumerColumns& p) {
  double paid = 0, earned = 0;
  for (std::size_t i = 0; i < p.balance.size(); ++i) {
    REQUIRE(near(p.balance[i], p.p2p_paid[i] - p.p2p_earned[i] +
                                   p.grid_bought_kwh[i] * system.price_sell -
                                   p.grid_sold_kwh[i] * system.price_feed_in));
    paid += p.p2p_paid[i];
    earned += p.p2p_earned[i];
  }
  REQUIRE(near(system.auctioneer_balance, earned - paid));
  REQUIRE(system.auctioneer_balance <= kTolerance);  // never out of its own pocket
  REQUIRE(near(system.cps_balance, system.feed_in_kwh * system.price_feed_in -
                                       system.prosumer_supply_kwh * system.price_sell));
  REQUIRE(near(total(p.balance) + system.cps_balance + system.auctioneer_balance, 0));
  const double demand =
      std::max(0.0, system.other_demand_kwh + total(p.grid_bought_kwh) - total(p.grid_sold_kwh));
  const double slot_hours = static_cast<double>(scenario.clock.slot_s) / 3600;
  const double reserve = std::max(0.0, demand - scenario.cps.capacity_kw * slot_hours);
  const scenario::CostSettings& cost = scenario.cps.cost;
  REQUIRE(near(system.reserve_kwh, reserve));
  REQUIRE(near(system.generation_cost, cost.quadratic * demand * demand + cost.linear * demand +
                                           cost.fixed + cost.reserve_price * reserve));
}

}  // namespace

TEST_CASE("on random scenarios energy is conserved: per household, per coalition, in the system") {
  on_random_runs([](const Scenario&, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      for (std::size_t i = 0; i < slot.prosumers.load_kwh.size(); ++i) {
        check_household(slot.prosumers, i);
      }
      check_coalitions(run.description, slot.prosumers);
      check_system_energy(slot.system, slot.prosumers);
      REQUIRE(slot.certificates.energy_residual_kwh <= kTolerance);
    }
  });
}

TEST_CASE("on random scenarios money is conserved, and costs are what the model says") {
  on_random_runs([](const Scenario& scenario, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      check_money(scenario, slot.system, slot.prosumers);
      REQUIRE(slot.certificates.money_residual <= kTolerance);
    }
  });
}

TEST_CASE("on random scenarios no number is missing, infinite or negative where it cannot be") {
  on_random_runs([](const Scenario&, const MemorySink& run) {
    for (const KeptSlot& slot : run.slots) {
      for (const SystemNumberName& number : system_numbers()) {
        CAPTURE(number.name);
        REQUIRE(std::isfinite(slot.system.*number.value));
      }
      for (const ProsumerColumnName& column : prosumer_columns()) {
        CAPTURE(column.name);
        const bool is_signed = std::string{column.name}.find("balance") == 0 ||
                               std::string{column.name} == "battery_charged_kwh";
        for (const double value : slot.prosumers.*column.kept) {
          REQUIRE(std::isfinite(value));
          if (!is_signed) REQUIRE(value >= 0);
        }
      }
    }
  });
}

TEST_CASE("on random scenarios batteries keep to their limits and their books balance") {
  on_random_runs([](const Scenario& scenario, const MemorySink& run) {
    const recording::ProsumerStatics& statics = run.description.prosumers;
    const double slot_hours = static_cast<double>(scenario.clock.slot_s) / 3600;
    for (std::size_t i = 0; i < statics.group.size(); ++i) {
      const scenario::ProsumerGroup& group =
          scenario.prosumers[static_cast<std::size_t>(statics.group[i])];
      const double one_way = std::sqrt(group.battery.round_trip_efficiency);
      const double capacity = statics.battery_capacity_kwh[i];
      double stored = group.battery.initial_share * capacity;
      for (const KeptSlot& slot : run.slots) {
        const double charged = slot.prosumers.battery_charged_kwh[i];
        stored += charged > 0 ? charged * one_way : charged / one_way;
        const double shown = slot.prosumers.battery_energy_kwh[i];
        REQUIRE(near(stored, shown));
        REQUIRE(shown <= capacity + kTolerance);
        REQUIRE(shown >= group.battery.reserve_share * capacity - kTolerance);
        REQUIRE(std::fabs(charged) <= statics.battery_power_kw[i] * slot_hours + kTolerance);
        const double alone = slot.prosumers.generation_kwh[i] - slot.prosumers.load_kwh[i];
        REQUIRE(charged <= std::max(0.0, alone) + kTolerance);
        REQUIRE(-charged <= std::max(0.0, -alone) + kTolerance);
      }
    }
  });
}
