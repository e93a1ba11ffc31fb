#include "tests/property/extremes/small_bases.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/any_scenario.hpp"
#include "tests/support/random_stream.hpp"

namespace peerwatt::testing {
namespace {

using parameters::Distribution;
using scenario::ProsumerGroup;
using scenario::Scenario;

void multiply(Distribution& value, double factor) {
  std::vector<double> values = value.values();
  for (double& number : values) number *= factor;
  value = {value.kind(), std::move(values)};
}

void multiply_prices(Scenario& scenario, double factor) {
  tariffs::TariffSettings& tariff = scenario.cps.tariff;
  for (tariffs::TariffBand& band : tariff.bands) band.price *= factor;
  for (scenario::MarketLevel& level : scenario.market.levels) level.network_charge *= factor;
  for (ProsumerGroup& group : scenario.prosumers) {
    multiply(group.flexible_load.choke_price, factor);
    multiply(group.preferences.solar_premium, factor);
    multiply(group.preferences.local_premium, factor);
  }
  for (double* price : {&tariff.flat_price, &tariff.feed_in_price, &scenario.cps.cost.linear,
                        &scenario.cps.cost.reserve_price, &scenario.leader.price_cap,
                        &scenario.coalition.network_charge, &scenario.virtual_power_plant.price}) {
    *price *= factor;
  }
}

void multiply_energies(Scenario& scenario, double factor) {
  for (ProsumerGroup& group : scenario.prosumers) {
    for (Distribution* energy : {&group.load.mean_kwh_per_day, &group.pv.capacity_kw,
                                 &group.battery.capacity_kwh, &group.battery.power_kw}) {
      multiply(*energy, factor);
    }
  }
  scenario.other_customers.mean_demand_kw *= factor;
  scenario.cps.capacity_kw *= factor;
  scenario.virtual_power_plant.above_kw *= factor;
}

profiles::ProfileLayout layout(const char* name, profiles::CellUnit unit) {
  profiles::ProfileLayout layout;
  layout.name = name;
  layout.file = "undated_day.csv";
  layout.path = std::string{PEERWATT_SOURCE_DIR} + "/tests/property/extremes/undated_day.csv";
  layout.time_column = "minute";
  layout.time_format = profiles::TimeFormat::kMinuteOfDay;
  layout.step_s = 3600;
  layout.unit = unit;
  return layout;
}

void take_profiles(Scenario& scenario, RandomStream& draws) {
  scenario.data_dir = std::string{PEERWATT_SOURCE_DIR} + "/tests/property/extremes";
  scenario.profiles = {layout("energies", profiles::CellUnit::kKilowattHour),
                       layout("prices", profiles::CellUnit::kPrice)};
  ProsumerGroup& group = scenario.prosumers.front();
  group.load.profile = group.pv.profile = "energies";
  group.load.columns = {"load_1", "load_2"};
  group.pv.columns = {"sun"};
  if (!draws.chance(0.5)) return;
  scenario.leader.rule = scenario::LeaderRule::kReplay;
  scenario.leader.profile = "prices";
  scenario.leader.column = "price";
  scenario.leader.price_cap = std::max(scenario.leader.price_cap, 1.0);
}

}  // namespace

Scenario small_base(std::uint64_t seed) {
  Scenario scenario = any_scenario(seed);
  RandomStream draws{seed, Purpose{1003}};
  for (ProsumerGroup& group : scenario.prosumers) {
    group.count = std::min<std::int64_t>(group.count, 4);
  }
  if (draws.chance(0.15)) take_profiles(scenario, draws);
  const auto power_of_ten = [&] {
    return std::pow(10.0, static_cast<double>(draws.integer(-5, 5)));
  };
  if (draws.chance(0.2)) multiply_prices(scenario, power_of_ten());
  if (draws.chance(0.2)) multiply_energies(scenario, power_of_ten());
  return scenario;
}

}  // namespace peerwatt::testing
