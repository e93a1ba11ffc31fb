#include "tests/support/random_scenario.hpp"

#include <fmt/format.h>

#include "engine/network/synthetic_feeder.hpp"

#include "tests/support/random_stream.hpp"
#include "tests/support/scenarios.hpp"

namespace peerwatt::testing {
namespace {

using parameters::Distribution;
using scenario::ProsumerGroup;
using scenario::Scenario;

void draw_devices(ProsumerGroup& group, double highest_tariff, RandomStream& stream) {
  group.load.mean_kwh_per_day =
      stream.chance(0.8) ? uniform_between(2, stream.between(3, 30)) : Distribution{10};
  group.pv.share = stream.one_of({0.0, 0.3, 0.6, 1.0});
  group.pv.capacity_kw = uniform_between(0.5, stream.between(1, 10));
  group.battery.share = stream.one_of({0.0, 0.0, 0.4, 1.0});
  group.battery.capacity_kwh = uniform_between(2, 14);
  group.battery.power_kw = stream.between(0.5, 5);
  group.battery.round_trip_efficiency = stream.one_of({0.7, 0.9, 1.0});
  group.battery.reserve_share = stream.one_of({0.0, 0.1, 0.3});
  group.battery.initial_share = stream.one_of({0.3, 0.5, 1.0});
  group.battery.policy = stream.chance(0.5) ? devices::BatteryPolicy::kPeakReserve
                                            : devices::BatteryPolicy::kSelfConsumption;
  group.flexible_load.share = stream.chance(0.4)
                                  ? uniform_between(0, 1)
                                  : Distribution{stream.one_of({0.0, 0.3, 1.0, 1.0})};
  group.flexible_load.choke_price =
      uniform_between(highest_tariff + 0.01, highest_tariff + stream.between(0.05, 1.0));
  reservation_lambda(group) =
      stream.chance(0.85) ? uniform_between(0, 1) : Distribution{stream.between(0, 1)};
}

void draw_groups(Scenario& scenario, std::int64_t zones, RandomStream& stream) {
  const std::int64_t groups = stream.integer(1, 3);
  const double highest_tariff = scenario.cps.tariff.highest_base_price();
  const std::int64_t most = stream.one_of({1, 4, 20});
  for (std::int64_t g = 0; g < groups; ++g) {
    ProsumerGroup group = group_of(fmt::format("group{}", g), stream.integer(1, most));
    draw_devices(group, highest_tariff, stream);
    if (stream.chance(0.3)) group.zones = {fmt::format("z{:03}", stream.integer(0, zones - 1))};
    scenario.prosumers.push_back(group);
  }
}

void draw_prices(Scenario& scenario, RandomStream& stream) {
  tariffs::TariffSettings& tariff = scenario.cps.tariff;
  tariff.feed_in_price = stream.one_of({0.0, 0.05, 0.1});
  tariff.flat_price = stream.between(0.15, 0.35);
  if (stream.chance(0.4)) {
    tariff.base = tariffs::BaseTariff::kTimeOfUse;
    tariff.bands = {{{7 * 60, 15 * 60}, stream.between(0.12, 0.3)},
                    {{15 * 60, 21 * 60}, stream.between(0.2, 0.5)}};
  }
  scenario.cps.peak.by =
      stream.chance(0.3) ? scenario::PeakDetection::kForecast : scenario::PeakDetection::kSchedule;
  const std::int64_t from = stream.integer(6, 17);
  scenario.cps.peak.window = {from * 60, (from + stream.integer(2, 7)) * 60};
  scenario.cps.capacity_kw = stream.between(5, 60);
  scenario.cps.cost.linear = stream.one_of({0.08, 0.3, 2.0});
  scenario.other_customers.mean_demand_kw = stream.between(0, 40);
  scenario.leader.price_cap = tariff.highest_base_price() + stream.one_of({0.0, 0.1, 0.4, 2.0});
  if (stream.chance(0.1)) scenario.leader.rule = scenario::LeaderRule::kFlat;
  scenario.leader.max_rounds = stream.one_of({2, 60, 60, 60});
}

void draw_market(Scenario& scenario, RandomStream& stream) {
  scenario.market.mechanism =
      stream.chance(0.12) ? market::MechanismId::kNone : market::MechanismId::kAuctionThenMidMarket;
  scenario.market.auction =
      stream.chance(0.5) ? market::MechanismId::kTradeReduction : market::MechanismId::kKPricing;
  scenario.market.k = stream.one_of({0.0, 0.5, 1.0});
  scenario.network.latency.fixed_s = stream.one_of({0.0, 0.05, 1.0});
  if (stream.chance(0.3)) scenario.network.latency.per_hop_s = stream.between(0, 1.0);
  if (stream.chance(0.15)) scenario.network.latency.per_km_s = stream.between(0, 2.0);
  if (stream.chance(0.2)) scenario.network.loss_probability = stream.between(0, 0.3);
}

constexpr double kMostAnswerTime = 20;  // seconds that a virtual power plant may take

void draw_faults(Scenario& scenario, std::int64_t zones, RandomStream& stream) {
  const auto hour = [&](std::int64_t of_day) {
    return scenario.clock.start + Duration::from_seconds(3600 * of_day);
  };
  if (stream.chance(0.2)) {
    const std::int64_t from = stream.integer(0, 20);
    scenario.faults.auctioneers = {{fmt::format("z{:03}", stream.integer(0, zones - 1)),
                                    {hour(from), hour(from + stream.integer(1, 12))}}};
  }
  if (stream.chance(0.2)) {
    const std::int64_t from = stream.integer(6, 18);
    const double last = static_cast<double>(scenario.clock.slot_s) - 50 - kMostAnswerTime;
    scenario.faults.late_announcements = {
        {{hour(from), hour(from + stream.integer(1, 8))},
         stream.chance(0.5) ? stream.between(1, last) : stream.between(last - 100, last)}};
  }
}

}  // namespace

Scenario random_scenario(std::uint64_t seed) {
  RandomStream stream{seed, Purpose{1000}};
  Scenario scenario = quiet_day();
  scenario.title = fmt::format("random scenario {}", seed);
  scenario.seed = static_cast<std::int64_t>(seed * 7919 + 1);
  scenario.clock.slot_s = stream.one_of({3600, 3600, 1800});
  scenario.clock.time_zone = stream.chance(0.3) ? "Europe/Berlin" : "UTC";
  scenario.site.mean_clearness = stream.between(0.3, 1);
  const std::int64_t zones = stream.integer(1, 4);
  scenario.network.feeder = network::synthetic_feeder(
      {.zones = static_cast<int>(zones), .buses_per_zone = static_cast<int>(stream.integer(1, 6))});
  draw_prices(scenario, stream);
  draw_groups(scenario, zones, stream);
  draw_market(scenario, stream);
  draw_faults(scenario, zones, stream);
  return scenario;
}

Scenario random_power_plant(std::uint64_t seed) {
  Scenario scenario = random_scenario(seed);
  RandomStream stream{seed + 0x100000, Purpose{1000}};
  scenario::VirtualPowerPlantSettings& plant = scenario.virtual_power_plant;
  plant.trigger =
      stream.chance(0.5) ? scenario::ReductionTrigger::kPeak : scenario::ReductionTrigger::kDemand;
  plant.above_kw = scenario.other_customers.mean_demand_kw * stream.between(0.5, 1.5);
  plant.price = stream.between(0.02, 0.5);
  plant.answer_s = kMostAnswerTime;
  scenario.prosumers[0].battery.share = stream.between(0.3, 1);
  if (stream.chance(0.5)) scenario.leader.rule = scenario::LeaderRule::kFlat;
  return scenario;
}

Scenario scarce_day(std::uint64_t seed) {
  const auto draw = [seed](std::uint32_t n) { return uniform({seed, Purpose{1001}, 0, n}); };
  Scenario scenario = lively_day(4 + static_cast<std::int64_t>(30 * draw(0)));
  scenario.seed = static_cast<std::int64_t>(seed);
  scenario.cps.peak.window = {7 * 60, 17 * 60};
  scenario.prosumers[0].pv.share = 0.4 + 0.6 * draw(1);
  scenario.prosumers[0].pv.capacity_kw = uniform_between(0.2, 0.5 + 2 * draw(2));
  scenario.prosumers[0].flexible_load.share = uniform_between(draw(3), 1);
  scenario.prosumers[0].flexible_load.choke_price = uniform_between(0.4, 0.45 + draw(4));
  if (seed % 2 == 0) scenario.market.auction = market::MechanismId::kKPricing;
  if (seed % 5 == 0) scenario.leader.max_rounds = 2 + static_cast<std::int64_t>(4 * draw(5));
  return scenario;
}

}  // namespace peerwatt::testing
