// The two protocols of the Stackelberg leader on random communities: whether the CPS receives every
// residual demand, or only what is left in all, it ends at the same price.
#include <algorithm>
#include <cmath>

#include "tests/property/community_replay.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kRandomScenarios = 60;
constexpr std::uint64_t kScarceDays = 40;

// Where no message is lost or late, and rounds are no matter.
bool can_be_compared(const Scenario& scenario) {
  const scenario::LatencySettings& latency = scenario.network.latency;
  const double longest = latency.fixed_s + 8 * latency.per_hop_s + 0.3 * latency.per_km_s;
  return scenario.leader.rule == scenario::LeaderRule::kStackelberg &&
         scenario.network.loss_probability == 0 && longest < scenario.market.report_s / 4;
}

double h_at(const OneSlot& slot, double price) {
  return satiation_price(slot, react(slot, price));
}

// Whether h rises somewhere between two prices: then more than one price may satisfy the leader.
bool rises_between(const OneSlot& slot, double low, double high) {
  double before = h_at(slot, low);
  for (int i = 1; i <= 2000; ++i) {
    const double h = h_at(slot, low + i * (high - low) / 2000);
    if (h > before + 1e-9) return true;
    before = h;
  }
  return false;
}

Scenario drawn_scenario(std::uint64_t seed) {
  return seed <= kRandomScenarios ? random_scenario(seed) : scarce_day(seed - kRandomScenarios);
}

void require_same_end(const recording::SystemRecord& direct,
                      const recording::SystemRecord& iterative) {
  REQUIRE((direct.converged || direct.capped));
  REQUIRE(direct.capped == iterative.capped);
  REQUIRE(direct.converged == iterative.converged);
  REQUIRE(iterative.prosumer_supply_elastic_kwh <= (iterative.capped ? 1e300 : 1e-9));
}

}  // namespace

TEST_CASE("both protocols end at the same price on random communities") {
  int compared = 0, above_base = 0, capped = 0, different = 0;
  double rounds[2] = {0, 0}, widest = 0;
  for (std::uint64_t seed = 1; seed <= kRandomScenarios + kScarceDays; ++seed) {
    Scenario scenario = drawn_scenario(seed);
    if (!can_be_compared(scenario)) continue;
    scenario.leader.max_rounds = 60;
    const MemorySink direct = run_in_memory(scenario);
    scenario.leader.protocol = scenario::Protocol::kIterative;
    const MemorySink iterative = run_in_memory(scenario);
    CAPTURE(seed);
    for (std::size_t i = 0; i < direct.slots.size(); ++i) {
      const recording::SystemRecord& a = direct.slots[i].system;
      const recording::SystemRecord& b = iterative.slots[i].system;
      REQUIRE(a.is_peak == b.is_peak);
      if (!a.is_peak || a.late_orders > 0) continue;
      CAPTURE(i);
      ++compared;
      rounds[0] += static_cast<double>(a.rounds);
      rounds[1] += static_cast<double>(b.rounds);
      require_same_end(a, b);
      capped += a.capped ? 1 : 0;
      above_base += a.price_sell > a.price_base ? 1 : 0;
      const double apart = std::fabs(a.price_sell - b.price_sell);
      if (apart <= scenario.leader.price_tolerance + 1e-9) continue;
      // Only where there is more than one such price.
      ++different;
      widest = std::max(widest, apart);
      const OneSlot slot = one_slot_of(scenario, direct.description, direct.slots[i]);
      REQUIRE(rises_between(slot, slot.base, std::max(a.price_sell, b.price_sell)));
    }
  }
  MESSAGE(compared << " peak slots, " << above_base << " above the base tariff, " << capped
                   << " capped, " << different << " with different prices, by at most " << widest
                   << "; rounds " << rounds[0] / compared << " and " << rounds[1] / compared);
  CHECK(compared >= 200);
  CHECK(above_base >= 200);
  CHECK(capped >= 10);
  CHECK(different <= above_base / 50);
}
