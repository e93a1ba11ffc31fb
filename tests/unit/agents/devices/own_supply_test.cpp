#include "agents/devices/own_supply.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

namespace {

constexpr ProsumerId kHome{0};

// One battery of 10 kWh without losses, 2 kW, half full, in slots of an hour.
BatteryBank battery(BatteryPolicy policy = BatteryPolicy::kSelfConsumption) {
  const std::vector<BatteryParameters> parameters{
      {.capacity_kwh = 10, .power_kw = 2, .initial_kwh = 5, .policy = policy}};
  return {parameters, 1};
}

BatteryBank no_battery() {
  return {std::vector<BatteryParameters>(1), 1};
}

}  // namespace

TEST_CASE("without a battery generation serves the load, and the rest is missing or left over") {
  BatteryBank none = no_battery();
  const OwnSupply poor = supply_household({.load_kwh = 3, .generation_kwh = 1}, none, kHome, false);
  CHECK(poor.deficiency_kwh == 2);
  CHECK(poor.surplus_kwh == 0);
  CHECK(poor.inflexible_missing_kwh == 2);
  const OwnSupply rich = supply_household({.load_kwh = 1, .generation_kwh = 3}, none, kHome, false);
  CHECK(rich.deficiency_kwh == 0);
  CHECK(rich.surplus_kwh == 2);
}

// 4 kWh of load, 1 of which may go unserved: own supply serves the 3 others first.
TEST_CASE("own supply serves what must be served first, then flexible load") {
  BatteryBank none = no_battery();
  const auto with = [&](double generation) {
    return supply_household({.load_kwh = 4, .generation_kwh = generation, .flexible_share = 0.25},
                            none, kHome, false);
  };
  CHECK(with(2).inflexible_missing_kwh == 1);
  CHECK(with(2).flexible_kwh == 1);
  CHECK(with(2).served_flexible_kwh == 0);
  CHECK(with(3.5).inflexible_missing_kwh == 0);
  CHECK(with(3.5).deficiency_kwh == 0.5);
  CHECK(with(3.5).served_flexible_kwh == 0.5);
  CHECK(with(5).served_flexible_kwh == 1);
  CHECK(with(5).surplus_kwh == 1);
}

TEST_CASE("what is left over charges the battery as fast as it can, the rest is surplus") {
  BatteryBank bank = battery();
  const OwnSupply supply =
      supply_household({.load_kwh = 1, .generation_kwh = 4}, bank, kHome, false);
  CHECK(supply.surplus_kwh == 1);
  CHECK(bank.energy_kwh()[kHome] == 7);
}

TEST_CASE("the battery covers what is missing by its policy") {
  BatteryBank own = battery();
  CHECK(supply_household({.load_kwh = 3}, own, kHome, false).deficiency_kwh == 1);
  CHECK(own.energy_kwh()[kHome] == 3);
  BatteryBank for_peaks = battery(BatteryPolicy::kPeakReserve);
  CHECK(supply_household({.load_kwh = 3}, for_peaks, kHome, false).deficiency_kwh == 3);
  CHECK(for_peaks.energy_kwh()[kHome] == 5);
  CHECK(supply_household({.load_kwh = 3}, for_peaks, kHome, true).deficiency_kwh == 1);
}

// At 0.5, half way from the first kWh (0.75) to the last (0.25), 1 of 2 kWh is worth the price.
TEST_CASE("what would be bought as a function of the price is what is missing") {
  const OwnSupply supply{.deficiency_kwh = 2.5,
                         .inflexible_missing_kwh = 1,
                         .flexible_kwh = 2,
                         .served_flexible_kwh = 0.5};
  const game::ResidualDemand demand = supply.residual(0.75, 0.25);
  CHECK(demand.at(0.25) == 2.5);
  CHECK(demand.at(0.5) == 1.5);
  CHECK(demand.at(0.75) == 1);
}
