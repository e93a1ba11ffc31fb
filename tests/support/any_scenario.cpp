#include "tests/support/any_scenario.hpp"

#include <algorithm>
#include <utility>

#include "tests/support/random_scenario.hpp"
#include "tests/support/random_stream.hpp"

namespace peerwatt::testing {
namespace {

using scenario::Scenario;

void draw_leader(Scenario& scenario, RandomStream& draws) {
  using scenario::LeaderAim, scenario::LeaderRule, scenario::Protocol;
  scenario::LeaderSettings& leader = scenario.leader;
  leader.rule =
      draws.one_of({LeaderRule::kStackelberg, LeaderRule::kStackelberg, LeaderRule::kStackelberg,
                    LeaderRule::kCostMinimizing, LeaderRule::kMarginalCost, LeaderRule::kFlat,
                    LeaderRule::kTimeOfUse, LeaderRule::kNone});
  leader.protocol = draws.one_of({Protocol::kDirect, Protocol::kIterative});
  leader.aim = leader.rule == LeaderRule::kStackelberg
                   ? draws.one_of({LeaderAim::kNoElasticSupply, LeaderAim::kNoElasticSupply,
                                   LeaderAim::kNoReserve, LeaderAim::kShare})
                   : LeaderAim::kNoElasticSupply;
  leader.aim_share = draws.between(0, 1);
  leader.counts_inflexible_load = draws.chance(0.5);
  leader.max_rounds = draws.one_of({2, 3, 10, 60, 60});
  leader.probes = draws.one_of({0, 4, 8});
  if (leader.rule == LeaderRule::kTimeOfUse && scenario.cps.tariff.bands.empty()) {
    scenario.cps.tariff.bands = {{{15 * 60, 21 * 60}, scenario.cps.tariff.flat_price + 0.1}};
    leader.price_cap = std::max(leader.price_cap, scenario.cps.tariff.flat_price + 0.2);
  }
}

void draw_book(Scenario& scenario, RandomStream& draws) {
  scenario.market.gate_s = draws.one_of({30.0, 60.0});
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.bidding.strategy = draws.one_of({bidding::StrategyId::kTruthful,
                                           bidding::StrategyId::kZiU, bidding::StrategyId::kZiC,
                                           bidding::StrategyId::kRamp, bidding::StrategyId::kZip});
    group.bidding.arrivals =
        draws.one_of({scenario::Arrivals::kPoisson, scenario::Arrivals::kScheduled});
    if (group.bidding.arrivals == scenario::Arrivals::kScheduled) {
      group.bidding.revise_s = draws.one_of({0.0, 5.0});
    }
    group.bidding.order_lifetime_s = draws.one_of({0.0, 0.0, 10.0});
  }
}

void draw_market(Scenario& scenario, RandomStream& draws) {
  const auto rules = market::mechanisms();
  const auto rule = static_cast<std::size_t>(draws.between(0, static_cast<double>(rules.size())));
  scenario.market.mechanism = rules[rule].id;
  const auto auction =
      static_cast<std::size_t>(draws.between(0, static_cast<double>(rules.size())));
  if (rules[auction].role == market::Role::kAuction) scenario.market.auction = rules[auction].id;
  if (draws.chance(0.2)) scenario.market.pair_price = market::PairPrice::kMidpoint;
  if (draws.chance(0.15)) scenario.market.levels = {{.network_charge = draws.between(0, 0.03)}};
  if (draws.chance(0.15)) {
    scenario.prosumers[0].preferences.solar_premium = draws.between(0, 0.05);
    scenario.prosumers[0].preferences.local_premium = draws.between(0, 0.03);
  }
  if (rules[rule].role == market::Role::kContinuous) draw_book(scenario, draws);
}

void draw_coalitions(Scenario& scenario, RandomStream& draws) {
  if (!draws.chance(0.35)) return;
  scenario::CoalitionSettings& coalition = scenario.coalition;
  coalition.network_charge = draws.one_of({0.0, 0.02, 0.3, 2.0, 50.0});
  coalition.distance =
      draws.one_of({scenario::ChargedLength::kLength, scenario::ChargedLength::kResistance});
  if (draws.chance(0.5)) coalition.radius_km = draws.between(0, 0.3);
  if (draws.chance(0.5)) coalition.shares = scenario::SharesRule::kShapley;
  coalition.shapley_orders = 20;
}

// Loads as given, ratios and shunts: feeders of tests have none.
void draw_electricity(network::FeederDescription& feeder, RandomStream& draws) {
  for (network::FeederBus& bus : feeder.buses) {
    if (bus.name == feeder.root) continue;
    if (draws.chance(0.5)) {
      feeder.loads.push_back({.bus = bus.name,
                              .power_kw = draws.between(0, 4),
                              .reactive_kvar = draws.between(-1, 2)});
    }
    if (draws.chance(0.2)) bus.shunt_kvar = draws.between(0, 5);
  }
  for (network::FeederLine& line : feeder.lines) {
    line.rating_kva = draws.one_of({0.0, 5.0, 50.0});
    if (draws.chance(0.2)) line.tap_ratio = draws.between(0.95, 1.05);
    if (draws.chance(0.2)) line.iron_loss_kw = draws.between(0, 0.2);
    if (draws.chance(0.2)) line.charging_kvar = draws.between(-1, 1);
    if (draws.chance(0.3)) std::swap(line.from, line.to);
  }
  feeder.source_voltage_pu = draws.between(0.97, 1.05);
}

// Homes and loads on phases, and a station behind deltas.
void draw_phases(Scenario& scenario, RandomStream& draws) {
  using network::Connection, network::Phase, scenario::PhaseChoice;
  scenario::NetworkSettings& network = scenario.network;
  network.power_flow = scenario::PowerFlow::kThreePhase;
  for (network::FeederLine& line : network.feeder.lines) {
    line.zero_sequence_resistance_ohm = line.resistance_ohm * draws.between(1, 4);
    line.zero_sequence_reactance_ohm = line.reactance_ohm * draws.between(1, 4);
    if (line.from != network.feeder.root || line.tap_ratio != 1) continue;
    line.kind = network::LineKind::kTransformer;
    line.phase_shift_degree = draws.one_of({0.0, 30.0, 150.0});
    if (line.phase_shift_degree != 0) line.connection = Connection::kDeltaWye;
  }
  for (network::FeederLoad& load : network.feeder.loads) {
    load.phase = draws.one_of({Phase::kAll, Phase::kA, Phase::kB, Phase::kC});
  }
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.phase = draws.one_of({PhaseChoice::kByLoad, PhaseChoice::kAll, PhaseChoice::kB,
                                PhaseChoice::kInTurn, PhaseChoice::kAtRandom});
  }
}

// Reactive power by power, by the voltage, or as before.
void draw_inverters(Scenario& scenario, RandomStream& draws) {
  using devices::ReactivePower;
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    devices::InverterSettings& inverter = group.pv.inverter;
    inverter.reactive_power = draws.one_of({ReactivePower::kByPowerFactor, ReactivePower::kByPower,
                                            ReactivePower::kCategoryB, ReactivePower::kOwnCurve});
    inverter.kva_per_kw = draws.between(1, 1.5);
    const double middle = draws.between(0.98, 1.02), half = draws.between(0.001, 0.02);
    inverter.curve = {.voltage_pu = {middle - half - draws.between(0.01, 0.05), middle - half,
                                     middle + half, middle + half + draws.between(0.01, 0.05)},
                      .fed_in_percent = draws.between(0, 60),
                      .drawn_percent = draws.between(0, 60)};
  }
}

void draw_wires(Scenario& scenario, RandomStream& draws) {
  using scenario::BaseLoad, scenario::Place;
  if (!draws.chance(0.4)) return;
  scenario::NetworkSettings& network = scenario.network;
  draw_electricity(network.feeder, draws);
  network.power_flow = scenario::PowerFlow::kBalanced;
  network.base_load = draws.one_of({BaseLoad::kNone, BaseLoad::kAsGiven, BaseLoad::kProfile});
  network.limits.voltage_min_pu = draws.one_of({0.9, 0.99});
  network.limits.loading_percent = draws.one_of({100.0, 20.0});
  scenario.market.settlement_s = 60;
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.load.power_factor = draws.between(0.8, 1);
    group.pv.power_factor = draws.between(0.9, 1);
    group.place = draws.one_of({Place::kInTurn, Place::kAtLoads, Place::kAtRandom});
  }
  if (draws.chance(0.4)) draw_phases(scenario, draws);
  if (draws.chance(0.5)) draw_inverters(scenario, draws);
}

void draw_trace(Scenario& scenario, RandomStream& draws) {
  using recording::TraceLevel;
  scenario.trace.level = draws.one_of(
      {TraceLevel::kAgents, TraceLevel::kOrders, TraceLevel::kOrders, TraceLevel::kSummary});
  if (scenario.trace.level != TraceLevel::kSummary && draws.chance(0.3)) {
    if (draws.chance(0.5)) {
      scenario.trace.precision = recording::FloatWidth::kFloat32;
    } else {
      scenario.trace.significant_bits = draws.one_of({12, 20, 28, 45});
    }
  }
  if (draws.chance(0.2)) scenario.trace.codec = recording::Codec::kZstd;
  if (draws.chance(0.1)) scenario.trace.every = 3;
  if (draws.chance(0.1)) scenario.trace.baselines = scenario::BaselineRuns::kOff;
  scenario.trace.audit_every = draws.one_of({1, 3, 16});
}

Scenario attempt(std::uint64_t seed, std::uint64_t substream) {
  RandomStream draws{seed << 8 | substream, Purpose{1002}};
  Scenario scenario = draws.chance(0.2)   ? random_power_plant(seed)
                      : draws.chance(0.4) ? scarce_day(seed)
                                          : random_scenario(seed);
  draw_leader(scenario, draws);
  draw_market(scenario, draws);
  draw_coalitions(scenario, draws);
  draw_wires(scenario, draws);
  draw_trace(scenario, draws);
  return scenario;
}

}  // namespace

Scenario any_scenario(std::uint64_t seed) {
  for (std::uint64_t substream = 0; substream < 255; ++substream) {
    Scenario scenario = attempt(seed, substream);
    if (scenario::inconsistencies(scenario).empty()) return scenario;
  }
  return random_scenario(seed);
}

}  // namespace peerwatt::testing
