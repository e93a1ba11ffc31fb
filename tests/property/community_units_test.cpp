#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_stream.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

// A run in money, in cents and in thousandths: the same scenario, all prices and charges scaled.
using namespace peerwatt;
using namespace peerwatt::testing;
using market::MechanismId;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kSeeds = 4;

// Few prices, and decimal ones, so that limits of both sides, less charges and with premiums, are
// equal again and again. What is decided by them must not depend on how doubles hold them.
Scenario day_of_equal_limits(MechanismId rule, std::uint64_t seed, double unit) {
  RandomStream draws{seed, Purpose{1003}};
  Scenario scenario = quiet_day();
  scenario.seed = static_cast<std::int64_t>(seed);
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 4});
  scenario.market.mechanism = rule;
  scenario.market.auction =
      draws.one_of({MechanismId::kPayAsClear, MechanismId::kTradeReduction, MechanismId::kMcAfee});
  scenario.market.gate_s = 60;
  scenario.cps.tariff.feed_in_price = 0.08 * unit;
  scenario.cps.tariff.flat_price = 0.3 * unit;
  scenario.leader.rule = scenario::LeaderRule::kNone;
  scenario.leader.price_cap = 2 * unit;
  const market::Role role = market::entry(rule).role;
  if (seed % 2 == 0 && role != market::Role::kContinuous && role != market::Role::kNone) {
    scenario.market.levels = {{.area = scenario::MarketArea::kSubstation,
                               .auction = MechanismId::kPayAsClear,
                               .network_charge = 0.022 * unit}};
  }
  for (int g = 0; g < 8; ++g) {
    scenario::ProsumerGroup group = group_of(fmt::format("homes{}", g), 3);
    group.load.mean_kwh_per_day = uniform_between(4, 16);
    group.pv.share = g % 2 == 0 ? 1.0 : 0.0;
    group.pv.capacity_kw = uniform_between(2, 8);
    group.flexible_load.share = 0;
    group.flexible_load.choke_price = 0.5 * unit;
    reservation_lambda(group) = draws.one_of({0.2, 0.3, 0.35, 0.4, 0.55, 0.6, 0.7});
    if (seed % 2 == 1) group.preferences.solar_premium = draws.one_of({0.0, 0.011, 0.022}) * unit;
    scenario.prosumers.push_back(group);
  }
  return scenario;
}

double energy_sold(const MemorySink& run) {
  double sum = 0;
  for (const KeptSlot& slot : run.slots) sum += slot.system.auction_energy_kwh;
  return sum;
}

void compare(const MemorySink& money, const MemorySink& other, double unit) {
  REQUIRE(money.slots.size() == other.slots.size());
  const auto scaled = [&](double a, double b) {
    CHECK(b == doctest::Approx(a * unit).epsilon(1e-12));
  };
  for (std::size_t slot = 0; slot < money.slots.size(); ++slot) {
    CAPTURE(slot);
    const ProsumerColumns &a = money.slots[slot].prosumers, &b = other.slots[slot].prosumers;
    CHECK(a.p2p_bought_kwh == b.p2p_bought_kwh);
    CHECK(a.p2p_sold_kwh == b.p2p_sold_kwh);
    CHECK(a.auction_bought_kwh == b.auction_bought_kwh);
    CHECK(a.auction_sold_kwh == b.auction_sold_kwh);
    CHECK(a.grid_bought_kwh == b.grid_bought_kwh);
    CHECK(a.grid_sold_kwh == b.grid_sold_kwh);
    for (std::size_t i = 0; i < a.p2p_paid.size(); ++i) {
      scaled(a.reservation_price[i], b.reservation_price[i]);
      scaled(a.p2p_paid[i], b.p2p_paid[i]);
      scaled(a.p2p_earned[i], b.p2p_earned[i]);
    }
  }
}

}  // namespace

TEST_CASE("a run in money, in cents and in thousandths has the same trades under every rule") {
  for (const market::MechanismEntry& rule : market::mechanisms()) {
    CAPTURE(rule.name);
    double sold = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      CAPTURE(seed);
      const MemorySink money = run_in_memory(day_of_equal_limits(rule.id, seed, 1));
      sold += energy_sold(money);
      for (const double unit : {100.0, 1000.0}) {
        CAPTURE(unit);
        compare(money, run_in_memory(day_of_equal_limits(rule.id, seed, unit)), unit);
      }
    }
    const bool has_auction =
        rule.role == market::Role::kAuction || rule.role == market::Role::kComposite;
    if (has_auction) CHECK(sold > 1);
  }
}
