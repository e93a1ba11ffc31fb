#include "engine/power_flow/phase_flows.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace peerwatt::power_flow {
namespace {

using Complex = std::complex<double>;

// Of one branch, in p.u. of a phase. Its shunt at the near end draws from the parent's own
// voltages.
struct BranchState {
  BranchState(std::size_t position, const PhasePowerFlow& solved)
      : parent{solved.voltages(solved.grid().balanced.parents[position])},
        far{solved.voltages(position)},
        through{solved.currents(position)},
        passed{solved.at_parent(position, through)},
        impedance{solved.grid().balanced.resistance[position],
                  solved.grid().balanced.reactance[position]},
        mutual{solved.grid().mutual_resistance[position], solved.grid().mutual_reactance[position]},
        half{Complex{solved.grid().balanced.branch_conductance[position],
                     solved.grid().balanced.branch_susceptance[position]} /
             2.0},
        inverse{solved.grid().balanced.inverse_ratio[position]} {}

  Complex near_current(std::size_t phase) const {
    return passed[phase] + half * parent[phase] * (inverse * inverse);
  }
  Complex far_current(std::size_t phase) const { return through[phase] - half * far[phase]; }
  double losses(std::size_t phase) const {
    const Complex drop =
        impedance * through[phase] + mutual * (through[0] + through[1] + through[2]);
    return (drop * std::conj(through[phase])).real() +
           half.real() * (std::norm(parent[phase] * inverse) + std::norm(far[phase]));
  }

  PhaseValues parent, far;      // voltages
  PhaseValues through, passed;  // currents, behind the ideal transformer and at the parent
  Complex impedance, mutual, half;
  double inverse;
};

PhaseBranchFlow flow_at(std::size_t position, const PhasePowerFlow& solved) {
  const BranchState branch{position, solved};
  const double base_kva = solved.grid().balanced.base_kva;
  PhaseBranchFlow flow;
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    const Complex near = branch.near_current(phase);
    flow.near_kva[phase] = branch.parent[phase] * std::conj(near) * (base_kva / kPhases);
    flow.losses_kw[phase] = branch.losses(phase) * (base_kva / kPhases);
    flow.loading_kva[phase] =
        base_kva * std::sqrt(std::max(std::norm(near), std::norm(branch.far_current(phase))));
  }
  return flow;
}

}  // namespace

PhaseBranchFlow flow_to(BusId bus, const PhasePowerFlow& solved) {
  return flow_at(solved.grid().balanced.positions[bus.index()], solved);
}

void read_phases(const PhasePowerFlow& solved, NetworkState& state) {
  const RadialGrid& grid = solved.grid().balanced;
  state.total_losses_kw = 0;
  for (std::size_t n = 0; n < grid.size(); ++n) {
    const PhaseValues voltages = solved.voltages(n);
    const std::size_t bus = kPhases * grid.buses[n].index();
    for (std::size_t phase = 0; phase < kPhases; ++phase) {
      state.voltage_pu[bus + phase] = std::sqrt(std::norm(voltages[phase]));
    }
    if (n == 0) continue;
    const PhaseBranchFlow flow = flow_at(n, solved);
    const std::size_t line = kPhases * grid.lines[n].index();
    for (std::size_t phase = 0; phase < kPhases; ++phase) {
      state.power_kw[line + phase] = flow.near_kva[phase].real();
      state.reactive_kvar[line + phase] = flow.near_kva[phase].imag();
      state.losses_kw[line + phase] = flow.losses_kw[phase];
      state.loading_kva[line + phase] = flow.loading_kva[phase];
      state.total_losses_kw += flow.losses_kw[phase];
    }
  }
}

double total_losses_kw(const PhasePowerFlow& solved) {
  double sum = 0;
  for (std::size_t n = 1; n < solved.grid().balanced.size(); ++n) {
    const BranchState branch{n, solved};
    for (std::size_t phase = 0; phase < kPhases; ++phase) sum += branch.losses(phase);
  }
  return sum * solved.grid().balanced.base_kva / kPhases;
}

double unbalance_percent(BusId bus, const PhasePowerFlow& solved) {
  const PhaseValues v = solved.voltages(solved.grid().balanced.positions[bus.index()]);
  const Complex a{-0.5, std::numbers::sqrt3 / 2}, square{-0.5, -std::numbers::sqrt3 / 2};
  const double positive = std::norm(v[0] + a * v[1] + square * v[2]);
  const double negative = std::norm(v[0] + square * v[1] + a * v[2]);
  return 100 * std::sqrt(negative / positive);
}

}  // namespace peerwatt::power_flow
