#include "tools/inspection/phased_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"

#include "engine/power_flow/feeder_demand.hpp"
#include "engine/power_flow/phase_flows.hpp"
#include "engine/power_flow/phase_power_flow.hpp"

namespace peerwatt::inspection {
namespace {

using network::DistributionNetwork;
using power_flow::kPhases;
using power_flow::PhasePowerFlow;

double voltage(const PhasedSolution& solution, const PhasedPlace& place) {
  return solution.buses[place.bus].voltage_pu[place.phase];
}

void add_bus(BusId bus, const PhasePowerFlow& flow, PhasedSolution& solution) {
  PhasedBus state;
  state.unbalance_percent = unbalance_percent(bus, flow);
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    state.voltage_pu[phase] = flow.voltage_pu(bus, phase);
    state.angle_degree[phase] = flow.angle_degree(bus, phase);
  }
  solution.buses.push_back(state);
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    const PhasedPlace here{bus.index(), phase};
    const double found = voltage(solution, here);
    if (found < voltage(solution, solution.lowest)) solution.lowest = here;
    if (found > voltage(solution, solution.highest)) solution.highest = here;
  }
  if (state.unbalance_percent > solution.buses[solution.most_unbalanced].unbalance_percent) {
    solution.most_unbalanced = bus.index();
  }
}

void solve(const network::FeederDescription& feeder, const DistributionNetwork& network,
           NetworkReport& report) {
  PhasePowerFlow flow{network};
  const power_flow::FeederDemand demand{feeder, network, power_flow::Phasing::kByPhase};
  const power_flow::SolverOutcome outcome = flow.solve(demand.powers());
  if (!outcome.converged) {
    report.phased_failure =
        fmt::format("does not converge: the voltage at bus '{}' still moves after {} sweeps",
                    network.bus_name(outcome.worst_bus), outcome.sweeps);
    return;
  }
  PhasedSolution solution;
  solution.sweeps = outcome.sweeps;
  solution.losses_kw = total_losses_kw(flow);
  for (std::uint32_t i = 0; i < network.bus_count(); ++i) add_bus(BusId{i}, flow, solution);
  report.phased = std::move(solution);
}

}  // namespace

void solve_by_phase(const network::FeederDescription& feeder, const DistributionNetwork& network,
                    NetworkReport& report) {
  report.single_phase_loads = static_cast<std::size_t>(std::ranges::count_if(
      feeder.loads, [](const auto& load) { return load.phase != network::Phase::kAll; }));
  if (report.single_phase_loads == 0) return;
  try {
    solve(feeder, network, report);
  } catch (const InputError& error) {
    report.phased_failure = error.diagnostics().front().message;
  }
}

}  // namespace peerwatt::inspection
