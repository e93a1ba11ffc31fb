#include "tests/support/traced_village.hpp"

#include <utility>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/scenario_files/print_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_writer.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"
#include "tools/verification/verify.hpp"

namespace peerwatt::verification::test {

scenario::Scenario village() {
  scenario::Scenario scenario = testing::lively_day(24);
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 5});
  scenario.other_customers.mean_demand_kw = 20;
  scenario.cps.capacity_kw = 25;
  scenario.prosumers[0].battery.share = 0.5;
  scenario.prosumers[0].battery.sale_share = 0.5;
  scenario.trace.audit_every = 1;
  scenario.trace.level = recording::TraceLevel::kOrders;
  return scenario;
}

scenario::Scenario village_with_faults() {
  scenario::Scenario scenario = village();
  const auto hour = [&](std::int64_t of_day) {
    return scenario.clock.start + Duration::from_seconds(3600 * of_day);
  };
  scenario.market.auction = market::MechanismId::kKPricing;
  scenario.coalition.network_charge = 1.5;
  scenario.coalition.shares = scenario::SharesRule::kShapley;
  scenario.leader.protocol = scenario::Protocol::kIterative;
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kDemand;
  scenario.virtual_power_plant.above_kw = 22;
  scenario.faults.auctioneers = {{"z000", {hour(16), hour(18)}}};
  scenario.faults.late_announcements = {{{hour(9), hour(10)}, 60}};
  return scenario;
}

scenario::Scenario village_with_wires() {
  scenario::Scenario scenario = village();
  scenario.network.feeder =
      network::synthetic_feeder({.zones = 2, .buses_per_zone = 5, .rating_kva = 40});
  network::FeederDescription& feeder = scenario.network.feeder;
  feeder.buses[3].shunt_kvar = 4;
  feeder.buses[4].shunt_kw = 0.2;
  feeder.lines[0].tap_ratio = 0.98;
  feeder.lines[0].iron_loss_kw = 0.1;
  feeder.lines[0].charging_kvar = -0.5;
  std::swap(feeder.lines[5].from, feeder.lines[5].to);
  feeder.lines[5].tap_ratio = 1.01;
  feeder.lines[2].rating_kva = 0;
  for (const std::size_t bus : {2U, 5U, 8U}) {
    feeder.loads.push_back({.bus = feeder.buses[bus].name, .power_kw = 4, .reactive_kvar = 1.5});
  }
  scenario.network.power_flow = scenario::PowerFlow::kBalanced;
  scenario.network.base_load = scenario::BaseLoad::kProfile;
  scenario.network.limits = {
      .voltage_min_pu = 0.995, .voltage_max_pu = 1.02, .loading_percent = 30};
  scenario.prosumers[0].pv.power_factor = 0.95;
  return scenario;
}

scenario::Scenario village_with_phases() {
  using network::Phase, scenario::PhaseChoice;
  scenario::Scenario scenario = village_with_wires();
  scenario.network.power_flow = scenario::PowerFlow::kThreePhase;
  network::FeederDescription& feeder = scenario.network.feeder;
  feeder.lines[0].phase_shift_degree = 150;
  feeder.lines[0].connection = network::Connection::kDeltaWye;
  feeder.loads[0].phase = Phase::kA;
  feeder.loads[1].phase = Phase::kC;
  for (scenario::ProsumerGroup& group : scenario.prosumers) group.phase = PhaseChoice::kInTurn;
  return scenario;
}

scenario::Scenario village_with_inverters() {
  using devices::ReactivePower;
  scenario::Scenario scenario = village_with_phases();
  scenario.prosumers[0].pv.inverter = {.reactive_power = ReactivePower::kOwnCurve,
                                       .kva_per_kw = 1.2,
                                       .curve = {{0.96, 0.995, 1.0, 1.03}, 40, 50}};
  scenario.prosumers[0].pv.share = 1;
  scenario::ProsumerGroup& others = scenario.prosumers.emplace_back(scenario.prosumers[0]);
  others.name = "others";
  others.pv.inverter = {.reactive_power = ReactivePower::kByPower};
  return scenario;
}

std::string failures(const scenario::Scenario& scenario, output::TraceOptions options) {
  const TemporaryFolder folder;
  options.file = folder / "run.h5";
  std::string text;
  for (const CheckResult& check : verify({write_trace(scenario, options), {}}).checks) {
    if (check.weight == Weight::kNoted || check.holds()) continue;
    text += check.name + ' ' + check.column + '\n';
  }
  return text;
}

std::string text_of(scenario::Scenario scenario) {
  if (scenario.data_dir.empty()) scenario.data_dir = "/";  // as if read from a file there
  return scenario::print_scenario(scenario);
}

output::TraceOptions options_of(const scenario::Scenario& scenario, std::filesystem::path file) {
  const scenario::TraceSettings& trace = scenario.trace;
  return {.file = std::move(file),
          .level = trace.level,
          .every = trace.every,
          .floats = trace.precision,
          .significant_bits = static_cast<int>(trace.significant_bits),
          .compression = static_cast<int>(trace.compression)};
}

output::Indicators record(const scenario::Scenario& scenario, const output::TraceOptions& options) {
  agents::SimulationRun run{scenario};
  output::Provenance provenance;
  scenario::Scenario written = scenario;
  written.trace.precision = options.floats;
  written.trace.significant_bits = options.significant_bits;
  provenance.config_yaml = text_of(written);
  provenance.data_sha256 = run.profile_sha256();
  output::TraceWriter writer{options, provenance};
  testing::StopAfter never;
  run.execute(writer, never);
  return writer.indicators();
}

std::filesystem::path write_trace(const scenario::Scenario& scenario,
                                  const output::TraceOptions& options) {
  record(scenario, options);
  return options.file;
}

}  // namespace peerwatt::verification::test
