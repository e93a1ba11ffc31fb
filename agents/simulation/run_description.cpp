#include "agents/simulation/run_description.hpp"

#include <variant>

#include "engine/power_flow/phase_grid.hpp"

#include "agents/bidding/reservation_catalogue.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/simulation/rule_description.hpp"

namespace peerwatt::agents {
namespace {

// What the trace says of a reservation rule. A rule without a lambda needs a column of its own.
double lambda_of(const bidding::LambdaReservation& rule) {
  return rule.lambda;
}

std::vector<double> lambdas_of(const Community& community) {
  std::vector<double> lambdas;
  for (const bidding::ReservationRule& rule : community.reservation) {
    lambdas.push_back(std::visit([](const auto& of) { return lambda_of(of); }, rule));
  }
  return lambdas;
}

recording::ProsumerStatics prosumer_statics(const Community& community) {
  recording::ProsumerStatics statics{.name = community.names.values(),
                                     .bus = {},
                                     .zone = {},
                                     .pv_capacity_kw = community.pv_capacity_kw.values(),
                                     .battery_capacity_kwh = {},
                                     .battery_power_kw = {},
                                     .flexible_share = community.flexible_share.values(),
                                     .choke_price = community.choke_price.values(),
                                     .reservation_lambda = lambdas_of(community),
                                     .battery_efficiency = {},
                                     .battery_initial_kwh = {},
                                     .battery_reserve_kwh = {},
                                     .battery_keeps_for_peak = {},
                                     .battery_sale_share = community.battery_sale_share.values(),
                                     .group = {}};
  for (const ProsumerId i : community.prosumers()) {
    statics.bus.push_back(community.buses[i].number());
    statics.zone.push_back(community.zones[i].number());
    statics.group.push_back(static_cast<std::int32_t>(community.groups[i]));
    statics.battery_capacity_kwh.push_back(community.batteries[i].capacity_kwh);
    statics.battery_power_kw.push_back(community.batteries[i].power_kw);
    statics.battery_efficiency.push_back(community.batteries[i].round_trip_efficiency);
    statics.battery_initial_kwh.push_back(community.batteries[i].initial_kwh);
    statics.battery_reserve_kwh.push_back(community.batteries[i].reserve_kwh);
    const bool keeps = community.batteries[i].policy == devices::BatteryPolicy::kPeakReserve;
    statics.battery_keeps_for_peak.push_back(keeps ? 1 : 0);
  }
  return statics;
}

std::vector<std::string> group_names(const scenario::Scenario& scenario) {
  std::vector<std::string> names;
  for (const scenario::ProsumerGroup& group : scenario.prosumers) names.push_back(group.name);
  return names;
}

void add_lines(const network::DistributionNetwork& network, recording::NetworkStatics& statics) {
  for (const LineId line : ids<LineId>(network.line_count())) {
    statics.line_name.push_back(network.line_name(line));
    statics.line_from.push_back(network.near_bus(line).number());
    statics.line_to.push_back(network.far_bus(line).number());
    statics.line_resistance_ohm.push_back(network.resistances_ohm()[line.index()]);
    statics.line_reactance_ohm.push_back(network.reactances_ohm()[line.index()]);
    statics.line_rating_kva.push_back(network.ratings_kva()[line.index()]);
    if (network.has_lengths()) statics.line_length_km.push_back(network.length_km(line));
  }
}

// What only a power flow rests on.
void add_electricity(const network::DistributionNetwork& network, const BusLoads& base_loads,
                     power_flow::Phasing phasing, recording::NetworkStatics& statics) {
  const auto all = [](std::span<const double> values) {
    return std::vector<double>(values.begin(), values.end());
  };
  statics.bus_shunt_kw = all(network.shunts_kw());
  statics.bus_shunt_kvar = all(network.shunts_kvar());
  statics.bus_held_pu = all(network.held_voltages_pu());
  statics.bus_base_load_kw = base_loads.active_kw;
  statics.bus_base_load_kvar = base_loads.reactive_kvar;
  statics.bus_base_load_kw.resize(network.bus_count() * values_each(phasing));
  statics.bus_base_load_kvar.resize(statics.bus_base_load_kw.size());
  statics.line_charging_kvar = all(network.chargings_kvar());
  statics.line_iron_loss_kw = all(network.iron_losses_kw());
  statics.line_tap_ratio = all(network.tap_ratios());
  for (const LineId line : ids<LineId>(network.line_count())) {
    statics.line_taps_at_to.push_back(network.is_reversed(line) ? 1 : 0);
  }
}

// What only a power flow by phase rests on.
void add_phases(const network::DistributionNetwork& network, const Community& community,
                recording::RunDescription& run) {
  recording::NetworkStatics& statics = run.network;
  const auto r0 = network.zero_sequence_resistances_ohm();
  const auto x0 = network.zero_sequence_reactances_ohm();
  const auto shifts = network.phase_shifts_degree();
  statics.line_zero_sequence_resistance_ohm.assign(r0.begin(), r0.end());
  statics.line_zero_sequence_reactance_ohm.assign(x0.begin(), x0.end());
  statics.line_phase_shift_degree.assign(shifts.begin(), shifts.end());
  for (const LineId line : ids<LineId>(network.line_count())) {
    statics.line_is_delta.push_back(power_flow::is_delta(network, line) ? 1 : 0);
  }
  for (const network::Phase phase : community.phases) {
    run.prosumers.phase.push_back(static_cast<std::int32_t>(phase));
  }
}

void add_power_factors(const scenario::Scenario& scenario, const Community& community,
                       recording::ProsumerStatics& statics) {
  for (const std::uint32_t group : community.groups) {
    statics.load_power_factor.push_back(scenario.prosumers[group].load.power_factor);
    statics.pv_power_factor.push_back(scenario.prosumers[group].pv.power_factor);
  }
}

std::int32_t control_number(devices::ReactivePower reactive_power) {
  if (devices::answers_to_voltage(reactive_power)) return 2;
  return reactive_power == devices::ReactivePower::kByPower ? 1 : 0;
}

void add_inverters(const Community& community, recording::ProsumerStatics& statics) {
  for (const ProsumerId i : community.prosumers()) {
    const devices::InverterSettings& inverter =
        community.reactive_powers[community.groups[i]].inverter;
    devices::VoltVarCurve curve{.voltage_pu = {}, .fed_in_percent = 0, .drawn_percent = 0};
    if (devices::answers_to_voltage(inverter.reactive_power)) curve = volt_var_curve(inverter);
    statics.inverter_control.push_back(control_number(inverter.reactive_power));
    statics.inverter_kva.push_back(community.inverter_kva(i));
    statics.volt_var_full_below_pu.push_back(curve.voltage_pu[0]);
    statics.volt_var_none_from_pu.push_back(curve.voltage_pu[1]);
    statics.volt_var_none_to_pu.push_back(curve.voltage_pu[2]);
    statics.volt_var_full_above_pu.push_back(curve.voltage_pu[3]);
    statics.volt_var_fed_in.push_back(curve.fed_in_percent / 100);
    statics.volt_var_drawn.push_back(curve.drawn_percent / 100);
  }
}

recording::NetworkStatics network_statics(const network::DistributionNetwork& network) {
  recording::NetworkStatics statics;
  for (const BusId bus : ids<BusId>(network.bus_count())) {
    statics.bus_name.push_back(network.bus_name(bus));
    statics.bus_zone.push_back(network.zone(bus).number());
  }
  for (const ZoneId zone : ids<ZoneId>(network.zone_count())) {
    statics.zone_name.push_back(network.zone_name(zone));
  }
  add_lines(network, statics);
  return statics;
}

recording::InputStatics input_statics(const ProfileLibrary& library) {
  recording::InputStatics statics;
  for (const auto& [name, profile] : library.all()) {
    for (std::size_t column = 0; column < profile.columns.size(); ++column) {
      const profiles::Anomalies& anomalies = profile.anomalies[column];
      statics.series.push_back(name + ':' + profile.columns[column]);
      statics.gaps.push_back(anomalies.gaps);
      statics.duplicates.push_back(anomalies.duplicates);
      statics.daylight_saving.push_back(anomalies.daylight_saving);
      statics.negatives.push_back(anomalies.negatives);
    }
  }
  return statics;
}

std::vector<std::string> mechanism_names() {
  std::vector<std::string> names;
  for (const market::MechanismEntry& rule : market::mechanisms()) names.emplace_back(rule.name);
  return names;
}

}  // namespace

recording::RunDescription describe_run(const scenario::Scenario& scenario,
                                       const network::DistributionNetwork& network,
                                       const Community& community, const BusLoads& base_loads,
                                       const ProfileLibrary& library) {
  recording::RunDescription run = describe_without_inputs(scenario, network, community, base_loads);
  run.inputs = input_statics(library);
  return run;
}

recording::RunDescription describe_without_inputs(const scenario::Scenario& scenario,
                                                  const network::DistributionNetwork& network,
                                                  const Community& community,
                                                  const BusLoads& base_loads) {
  recording::RunDescription run{
      .title = scenario.title,
      .currency = scenario.currency,
      .seed = static_cast<std::uint64_t>(scenario.seed),
      .start = scenario.clock.start,
      .slot = scenario.clock.slot(),
      .slots = scenario.clock.slots(),
      .slots_per_day = scenario.clock.slots_per_day(),
      .shares_by_shapley = scenario.coalition.shares == scenario::SharesRule::kShapley,
      .pays_reductions = scenario.virtual_power_plant.is_on(),
      .keeps_baselines = scenario.trace.baselines == scenario::BaselineRuns::kOn,
      .solves_power_flow = scenario.network.has_power_flow(),
      .solves_by_phase = scenario.network.power_flow == scenario::PowerFlow::kThreePhase,
      .controls_inverters = scenario.controls_inverters(),
      .prosumers = prosumer_statics(community),
      .group_name = group_names(scenario),
      .network = network_statics(network),
      .inputs = {},
      .rules = rule_statics(scenario, network, community),
      .mechanism_names = mechanism_names()};
  if (run.solves_power_flow) {
    add_electricity(network, base_loads, scenario.network.phasing(), run.network);
    add_power_factors(scenario, community, run.prosumers);
  }
  if (run.solves_by_phase) add_phases(network, community, run);
  if (run.controls_inverters) add_inverters(community, run.prosumers);
  return run;
}

}  // namespace peerwatt::agents
