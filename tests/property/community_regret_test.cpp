// The regrets of the leader in traces, held against a second implementation of the prosumers'
// reaction.
#include <algorithm>
#include <cmath>

#include "tests/property/community_replay.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::LeaderRule;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kScarceDays = 40;
constexpr int kGridSteps = 63;
constexpr int kDenseSteps = 2000;

Scenario audited_day(std::uint64_t seed, LeaderRule rule) {
  Scenario scenario = scarce_day(seed);
  scenario.trace.audit_every = 1;
  scenario.leader.rule = rule;
  scenario.leader.price_cap = seed % 4 == 0 ? 0.5 : 1.5;
  if (rule == LeaderRule::kCostMinimizing) {
    scenario.prosumers[0].flexible_load.share = seed % 2 == 0 ? 1.0 : 0.8;
    scenario.other_customers.mean_demand_kw = 20;
    scenario.cps.capacity_kw = 20 + 4 * static_cast<double>(seed % 3);
    scenario.cps.cost = {.quadratic = 0.002 * static_cast<double>(seed % 4),
                         .linear = 0.1 + 0.1 * static_cast<double>(seed % 7),
                         .fixed = 0,
                         .reserve_price = 0.4};
  }
  return scenario;
}

// Peak slots of random scarce days; those with a regret are looked at.
template <class Check>
void on_searched_slots(LeaderRule rule, Check check) {
  for (std::uint64_t seed = 1; seed <= kScarceDays; ++seed) {
    const Scenario scenario = audited_day(seed, rule);
    const MemorySink run = run_in_memory(scenario);
    CAPTURE(seed);
    for (const KeptSlot& slot : run.slots) {
      CAPTURE(slot.index);
      REQUIRE(slot.certificates.leader_regret.has_value() == slot.system.is_peak);
      REQUIRE(slot.certificates.price_regret.has_value() == slot.system.is_peak);
      if (slot.system.is_peak) check(scenario, slot, one_slot_of(scenario, run.description, slot));
    }
  }
}

double h_at(const OneSlot& slot, double price) {
  return satiation_price(slot, react(slot, price));
}

// What prosumers buy from the CPS at `price` after the trades that `traded_at` brought about.
double demand_at(const OneSlot& slot, double price, const Reaction& trades) {
  double sum = 0;
  for (std::size_t i = 0; i < slot.size(); ++i) {
    if (slot.deficiency[i] <= 0) continue;
    sum += want(slot, i, price, trades.auction_bought[i] + trades.mid_bought[i]);
  }
  return sum;
}

// J(p) = C(max(0, E_o - E_f + E_g(p))) - p*E_g(p), E_f what sellers have left after the trades.
double outlay(const Scenario& scenario, const KeptSlot& kept, const OneSlot& slot, double price,
              const Reaction& trades) {
  const scenario::CostSettings& cost = scenario.cps.cost;
  const double prosumers_kwh = demand_at(slot, price, trades);
  double net = kept.system.other_demand_kwh + prosumers_kwh;
  for (std::size_t i = 0; i < slot.size(); ++i) {
    net -= slot.surplus[i] - trades.auction_sold[i] - trades.mid_sold[i];
  }
  const double demand = std::max(0.0, net);
  const double reserve = std::max(0.0, demand - scenario.cps.capacity_kw);  // slots of an hour
  return cost.quadratic * demand * demand + cost.linear * demand + cost.reserve_price * reserve -
         price * prosumers_kwh;
}

double step_of(const Scenario& scenario, const OneSlot& slot, int steps) {
  return (scenario.leader.price_cap - slot.base) / steps;
}

}  // namespace

TEST_CASE("the regret of a satiating leader is the way down to a price that would do") {
  int slots = 0, converged = 0, above_tolerance = 0;
  double worst = 0;
  on_searched_slots(LeaderRule::kStackelberg, [&](const Scenario& scenario, const KeptSlot& kept,
                                                  const OneSlot& slot) {
    ++slots;
    const double announced = kept.system.price_sell;
    const double price_regret = *kept.certificates.price_regret;
    const double elastic = kept.system.prosumer_supply_elastic_kwh;
    REQUIRE(price_regret >= 0);
    if (price_regret > 0) {
      const double lower = announced - price_regret;
      REQUIRE(h_at(slot, lower) <= lower + 1e-9);
    }
    const double step = step_of(scenario, slot, kGridSteps);
    double lowest = 1e300, least = elastic;
    for (int i = kGridSteps; i >= 0; --i) {
      const double price = slot.base + i * step;
      const Reaction trades = react(slot, price);
      const double left = demand_at(slot, price, trades) - demand_at(slot, 1e9, trades);
      least = std::min(least, left);
      if (left <= 1e-12) lowest = price;
    }
    REQUIRE(price_regret >= announced - lowest - 1e-9);
    REQUIRE(*kept.certificates.leader_regret >= announced * (elastic - least) - 1e-9);
    REQUIRE(*kept.certificates.leader_regret <= announced * elastic + 1e-9);
    if (!kept.system.converged) return;
    ++converged;
    worst = std::max(worst, price_regret);
    above_tolerance += price_regret > 2 * scenario.leader.price_tolerance ? 1 : 0;
    REQUIRE(*kept.certificates.leader_regret <= 1e-9);
  });
  MESSAGE(slots << " slots, " << converged << " converged, " << above_tolerance
                << " of them at a price that could be lower, by at most " << worst);
  CHECK(slots >= 300);
  CHECK(converged >= 250);
  CHECK(above_tolerance <= converged / 50);
}

TEST_CASE("no price of a dense grid serves a cost minimizer better than its regret says") {
  int slots = 0, converged = 0, capped = 0, jumped = 0;
  double worst = 0;
  on_searched_slots(LeaderRule::kCostMinimizing,
                    [&](const Scenario& scenario, const KeptSlot& kept, const OneSlot& slot) {
                      ++slots;
                      const double announced = kept.system.price_sell;
                      const auto outlay_at = [&](double price, const Reaction& trades) {
                        return outlay(scenario, kept, slot, price, trades);
                      };
                      const Reaction stands = react(slot, announced);
                      const double own = outlay_at(announced, stands);
                      double best = own;
                      for (int i = 0; i <= kGridSteps; ++i) {
                        const double price = slot.base + i * step_of(scenario, slot, kGridSteps);
                        best = std::min(best, outlay_at(price, react(slot, price)));
                      }
                      REQUIRE(*kept.certificates.leader_regret >= own - best - 1e-9);
                      worst = std::max(worst, *kept.certificates.leader_regret);

                      // Given the trades, against a dense grid.
                      const double step = step_of(scenario, slot, kDenseSteps);
                      double least = 1e300;
                      for (int i = 0; i <= kDenseSteps; ++i) {
                        least = std::min(least, outlay_at(slot.base + i * step, stands));
                      }
                      const double price_regret = *kept.certificates.price_regret;
                      if (kept.system.capped) {
                        ++capped;
                        REQUIRE(announced == scenario.leader.price_cap);
                        REQUIRE(own <= least + 1e-9);
                        REQUIRE(outlay_at(announced + 1e-3, stands) < own);
                      } else if (kept.system.converged) {
                        ++converged;
                        REQUIRE(price_regret <= scenario.leader.price_tolerance);
                        REQUIRE(own <= least + 1e-6);
                        for (int i = 0; slot.base + i * step < announced - 2 * step; ++i) {
                          REQUIRE(outlay_at(slot.base + i * step, stands) > own - 1e-6);
                        }
                      } else if (kept.system.rounds + 1 < scenario.leader.max_rounds) {
                        ++jumped;
                        REQUIRE(price_regret > scenario.leader.price_tolerance);
                        REQUIRE(outlay_at(announced - price_regret, stands) <= least + 1e-6);
                      }
                    });
  MESSAGE(slots << " slots, " << converged << " converged, " << capped << " capped, " << jumped
                << " where the minimizer jumps; largest regret " << worst);
  CHECK(converged >= 150);
  CHECK(capped >= 50);
  CHECK(jumped >= 5);
  CHECK(jumped <= slots / 8);
}
