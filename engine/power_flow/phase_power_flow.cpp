#include "engine/power_flow/phase_power_flow.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/contracts.hpp"
#include "engine/core/portable_math.hpp"

namespace peerwatt::power_flow {
namespace {

using Complex = std::complex<double>;

// The square root of 3, halved: where it lies in a turn by 120 degrees.
constexpr double kHalfRoot3 = std::numbers::sqrt3 / 2;
const PhaseValues kSourceTurns{Complex{1, 0}, Complex{-0.5, -kHalfRoot3},
                               Complex{-0.5, kHalfRoot3}};

// Takes the zero sequence out and multiplies the negative one, by symmetrical components
// (C. L. Fortescue, Trans. AIEE 37, 1918).
PhaseValues through_delta(const PhaseValues& at, Complex turn) {
  const Complex a = kSourceTurns[2], square = kSourceTurns[1];  // a leads by 120 degrees
  const Complex positive = (at[0] + a * at[1] + square * at[2]) / 3.0;
  const Complex negative = (at[0] + square * at[1] + a * at[2]) / 3.0 * turn;
  return {positive + negative, square * positive + a * negative, a * positive + square * negative};
}

PhaseValues times(const PhaseValues& values, double factor) {
  return {values[0] * factor, values[1] * factor, values[2] * factor};
}

PhaseValues at(const std::vector<double>& real, const std::vector<double>& imaginary,
               std::size_t position) {
  const std::size_t n = kPhases * position;
  return {Complex{real[n], imaginary[n]}, Complex{real[n + 1], imaginary[n + 1]},
          Complex{real[n + 2], imaginary[n + 2]}};
}

bool is_some(double admittance) {
  return admittance != 0;
}

}  // namespace

PhasePowerFlow::PhasePowerFlow(const network::DistributionNetwork& network, SolverSettings settings)
    : grid_{network},
      settings_{settings},
      has_shunts_{std::ranges::any_of(grid_.balanced.conductance, is_some) ||
                  std::ranges::any_of(grid_.balanced.susceptance, is_some)} {
  for (std::vector<double>* column : {&e_, &f_, &i_, &j_, &p_, &q_}) {
    column->resize(kPhases * grid_.balanced.size());
  }
}

void PhasePowerFlow::take(const Powers& drawn) {
  const RadialGrid& grid = grid_.balanced;
  PEERWATT_EXPECTS(drawn.active_kw.size() == p_.size());
  PEERWATT_EXPECTS(drawn.reactive_kvar.size() == q_.size());
  const double per_unit = kPhases / grid.base_kva;
  for (std::size_t n = 0; n < grid.size(); ++n) {
    const std::size_t bus = kPhases * grid.buses[n].index();
    for (std::size_t phase = 0; phase < kPhases; ++phase) {
      p_[kPhases * n + phase] = drawn.active_kw[bus + phase] * per_unit;
      q_[kPhases * n + phase] = drawn.reactive_kvar[bus + phase] * per_unit;
    }
  }
}

// The source has no negative sequence, so that deltas change nothing yet.
void PhasePowerFlow::begin_without_load() {
  const RadialGrid& grid = grid_.balanced;
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    e_[phase] = grid.source_voltage_pu * kSourceTurns[phase].real();
    f_[phase] = grid.source_voltage_pu * kSourceTurns[phase].imag();
  }
  for (std::size_t n = kPhases; n < e_.size(); ++n) {
    const std::size_t position = n / kPhases, phase = n % kPhases;
    const std::size_t parent = kPhases * grid.parents[position] + phase;
    e_[n] = e_[parent] * grid.inverse_ratio[position];
    f_[n] = f_[parent] * grid.inverse_ratio[position];
  }
}

void PhasePowerFlow::load_currents() {
  for (std::size_t n = 0; n < e_.size(); ++n) {
    const double inverse = 1 / (e_[n] * e_[n] + f_[n] * f_[n]);
    i_[n] = (p_[n] * e_[n] + q_[n] * f_[n]) * inverse;
    j_[n] = (p_[n] * f_[n] - q_[n] * e_[n]) * inverse;
  }
  if (!has_shunts_) return;
  for (std::size_t n = 0; n < e_.size(); ++n) {
    const double g = grid_.balanced.conductance[n / kPhases];
    const double b = grid_.balanced.susceptance[n / kPhases];
    i_[n] += g * e_[n] - b * f_[n];
    j_[n] += g * f_[n] + b * e_[n];
  }
}

// Deltas are few, and come in the order of positions, backwards here.
void PhasePowerFlow::sum_to_root() {
  const RadialGrid& grid = grid_.balanced;
  std::size_t deltas = grid_.deltas.size();
  for (std::size_t n = grid.size(); n-- > 1;) {
    PhaseValues passed = times(currents(n), grid.inverse_ratio[n]);
    if (deltas > 0 && grid_.deltas[deltas - 1].position == n) {
      passed = through_delta(passed, std::conj(grid_.deltas[--deltas].turn));
    }
    const std::size_t parent = kPhases * grid.parents[n];
    for (std::size_t phase = 0; phase < kPhases; ++phase) {
      i_[parent + phase] += passed[phase].real();
      j_[parent + phase] += passed[phase].imag();
    }
  }
}

// Returns the square of the largest change.
double PhasePowerFlow::update_voltages() {
  const RadialGrid& grid = grid_.balanced;
  auto delta = grid_.deltas.begin();
  double largest = 0;
  for (std::size_t n = 1; n < grid.size(); ++n) {
    PhaseValues near = times(voltages(grid.parents[n]), grid.inverse_ratio[n]);
    if (delta != grid_.deltas.end() && delta->position == n) {
      near = through_delta(near, (delta++)->turn);
    }
    const std::size_t first = kPhases * n;
    const double sum_i = i_[first] + i_[first + 1] + i_[first + 2];
    const double sum_j = j_[first] + j_[first + 1] + j_[first + 2];
    const double rm = grid_.mutual_resistance[n], xm = grid_.mutual_reactance[n];
    const double mutual_e = rm * sum_i - xm * sum_j, mutual_f = rm * sum_j + xm * sum_i;
    const double r = grid.resistance[n], x = grid.reactance[n];
    for (std::size_t phase = 0; phase < kPhases; ++phase) {
      const std::size_t k = first + phase;
      const double e = near[phase].real() - (r * i_[k] - x * j_[k]) - mutual_e;
      const double f = near[phase].imag() - (r * j_[k] + x * i_[k]) - mutual_f;
      const double de = e - e_[k], df = f - f_[k];
      largest = std::max(largest, de * de + df * df);
      e_[k] = e;
      f_[k] = f;
    }
  }
  return largest;
}

double PhasePowerFlow::sweep() {
  load_currents();
  sum_to_root();
  return update_voltages();
}

// A voltage that is no number has no change either.
bool PhasePowerFlow::has_voltages() const {
  for (std::size_t n = 0; n < e_.size(); ++n) {
    const double square = e_[n] * e_[n] + f_[n] * f_[n];
    if (!std::isfinite(square) || square <= 0) return false;
  }
  return true;
}

SolverOutcome PhasePowerFlow::solve(const Powers& drawn) {
  take(drawn);
  if (!warm_) begin_without_load();
  const double least = settings_.tolerance_pu * settings_.tolerance_pu;
  for (int sweeps = 1; sweeps <= settings_.most_sweeps; ++sweeps) {
    if (sweep() > least) continue;
    if (!has_voltages()) return failure(sweeps);
    warm_ = true;
    return {.converged = true, .sweeps = sweeps};
  }
  return failure(settings_.most_sweeps);
}

// Tells where the voltages still move, by another sweep.
SolverOutcome PhasePowerFlow::failure(int sweeps) {
  warm_ = false;
  SolverOutcome outcome{.sweeps = sweeps};
  const std::vector<double> e = e_, f = f_;
  sweep();
  for (std::size_t n = kPhases; n < e_.size(); ++n) {
    const BusId bus = grid_.balanced.buses[n / kPhases];
    const double de = e_[n] - e[n], df = f_[n] - f[n];
    const double change = std::sqrt(de * de + df * df);
    if (outcome.worst_bus && change <= outcome.worst_change_pu) continue;
    if (!std::isfinite(change)) return {false, sweeps, bus, change};
    outcome.worst_bus = bus;
    outcome.worst_change_pu = change;
  }
  return outcome;
}

double PhasePowerFlow::voltage_pu(BusId bus, std::size_t phase) const {
  const std::size_t n = kPhases * grid_.balanced.positions[bus.index()] + phase;
  return std::sqrt(e_[n] * e_[n] + f_[n] * f_[n]);
}

double PhasePowerFlow::angle_degree(BusId bus, std::size_t phase) const {
  const std::uint32_t position = grid_.balanced.positions[bus.index()];
  const std::size_t n = kPhases * position + phase;
  const double own = portable::atan2(f_[n], e_[n]) * 180 / std::numbers::pi;
  return std::remainder(own + grid_.balanced.angle_degree[position], 360);
}

const DeltaBranch* PhasePowerFlow::delta_at(std::size_t position) const {
  const auto found = std::ranges::lower_bound(grid_.deltas, position, {}, &DeltaBranch::position);
  return found != grid_.deltas.end() && found->position == position ? &*found : nullptr;
}

PhaseValues PhasePowerFlow::voltages(std::size_t position) const {
  return at(e_, f_, position);
}

PhaseValues PhasePowerFlow::near_voltages(std::size_t position) const {
  const RadialGrid& grid = grid_.balanced;
  const PhaseValues near = times(voltages(grid.parents[position]), grid.inverse_ratio[position]);
  const DeltaBranch* delta = delta_at(position);
  return delta == nullptr ? near : through_delta(near, delta->turn);
}

PhaseValues PhasePowerFlow::currents(std::size_t position) const {
  return at(i_, j_, position);
}

PhaseValues PhasePowerFlow::at_parent(std::size_t position, PhaseValues behind) const {
  const PhaseValues near = times(behind, grid_.balanced.inverse_ratio[position]);
  const DeltaBranch* delta = delta_at(position);
  return delta == nullptr ? near : through_delta(near, std::conj(delta->turn));
}

}  // namespace peerwatt::power_flow
