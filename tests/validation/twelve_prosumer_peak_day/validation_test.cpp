#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <string>

#include "engine/csv/table.hpp"

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

const std::filesystem::path kFolder{PEERWATT_VALIDATION_CASE};

scenario::Scenario the_scenario(market::MechanismId mechanism) {
  scenario::Scenario scenario = scenario::load_scenario(kFolder / "scenario.yaml").scenario;
  scenario.market.mechanism = mechanism;
  return scenario;
}

const MemorySink& with_trade() {
  static const MemorySink run =
      run_in_memory(the_scenario(market::MechanismId::kAuctionThenMidMarket));
  return run;
}

const MemorySink& without_trade() {
  static const MemorySink run = run_in_memory(the_scenario(market::MechanismId::kNone));
  return run;
}

double total(const std::vector<double>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

double bill(const MemorySink& run, std::size_t prosumer) {
  double sum = 0;
  for (const KeptSlot& slot : run.slots) sum += slot.prosumers.balance[prosumer];
  return sum;
}

// Value of y kWh of x flexible kWh, from `choke` (first) down to `base` (last), currency.
double value(double y, double x, double choke, double base) {
  return x > 0 ? choke * y - (choke - base) * y * y / (2 * x) : 0.0;
}

// What a prosumer gained over buying at the CPS's price of the slot; all its load is flexible.
double gain_over_grid(const MemorySink& run, const KeptSlot& slot, std::size_t i) {
  const ProsumerColumns& p = slot.prosumers;
  const double x = p.load_kwh[i], own = x - p.deficiency_kwh[i];
  const double choke = run.description.prosumers.choke_price[i], base = slot.system.price_base;
  const double price = slot.system.price_sell;
  const double wanted = x * std::clamp((choke - price) / (choke - base), 0.0, 1.0);
  const double alone = std::max(own, wanted);
  const double had = own + p.p2p_bought_kwh[i] + p.grid_bought_kwh[i];
  const double alone_pays = (alone - own) * price - p.surplus_kwh[i] * slot.system.price_feed_in;
  return value(had, x, choke, base) - p.balance[i] - (value(alone, x, choke, base) - alone_pays);
}

}  // namespace

TEST_CASE("the day is one that the scheme is about") {
  const double capacity = the_scenario(market::MechanismId::kNone).cps.capacity_kw / 2;
  int peaks = 0, with_surplus = 0, beyond_capacity = 0;
  for (const KeptSlot& slot : with_trade().slots) {
    if (!slot.system.is_peak) continue;
    ++peaks;
    const double asked = total(slot.prosumers.deficiency_kwh);  // at the base tariff
    with_surplus += total(slot.prosumers.surplus_kwh) > 0.5 ? 1 : 0;
    CHECK(slot.system.other_demand_kwh < capacity);
    beyond_capacity += slot.system.other_demand_kwh + asked > capacity ? 1 : 0;
  }
  CHECK(peaks == 10);
  CHECK(with_surplus >= 2);
  CHECK(beyond_capacity >= 3);
}

TEST_CASE("at peak the CPS sells prosumers nothing, and runs no reserve") {
  for (const KeptSlot& slot : with_trade().slots) {
    if (!slot.system.is_peak) continue;
    CAPTURE(slot.index);
    CHECK(slot.system.converged);
    CHECK_FALSE(slot.system.capped);
    CHECK(slot.system.prosumer_supply_kwh < 1e-6);
    CHECK(slot.system.reserve_kwh == 0);
  }
}

// The value of the flexible energy served, less the bill; at the same price, slot by slot.
TEST_CASE("in no slot has a prosumer less than with the CPS alone at the slot's price") {
  double gained = 0;
  for (const KeptSlot& slot : with_trade().slots) {
    for (std::size_t i = 0; i < 12; ++i) {
      CAPTURE(slot.index);
      CAPTURE(i);
      const double gain = gain_over_grid(with_trade(), slot, i);
      CHECK(gain >= -1e-9);
      gained += gain;
    }
  }
  CHECK(gained > 1);
}

TEST_CASE("with trade the peak price is nowhere higher than without") {
  double fallen = 0;
  for (std::size_t i = 0; i < with_trade().slots.size(); ++i) {
    const double with = with_trade().slots[i].system.price_sell;
    const double without = without_trade().slots[i].system.price_sell;
    CHECK(with <= without + 1e-9);
    fallen += without - with;
  }
  CHECK(fallen > 0.1);
}

TEST_CASE("bills with and without trade are those of a second program, rises included") {
  const csv::Table expected = csv::Table::read(kFolder / "expected.csv");
  REQUIRE(expected.rows() == 12);
  const auto number = [&](std::size_t row, const char* column) {
    return std::stod(std::string{expected.cell(row, *expected.find(column))});
  };
  int rises = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string name{expected.cell(i, *expected.find("prosumer"))};
    CAPTURE(name);
    REQUIRE(name == with_trade().description.prosumers.name[i]);
    const double with = bill(with_trade(), i), without = bill(without_trade(), i);
    CHECK(std::fabs(with - number(i, "bill_with_trade")) < 1e-6);
    CHECK(std::fabs(without - number(i, "bill_without_trade")) < 1e-6);
    CHECK(std::fabs(with - without - number(i, "change")) < 2e-6);
    rises += with > without + 1e-6 ? 1 : 0;
    MESSAGE(name << ": bill " << without << " without trade, " << with << " with it, change "
                 << with - without);
  }
  MESSAGE(rises << " of 12 pay more than without trade");
}
