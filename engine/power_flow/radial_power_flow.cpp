#include "engine/power_flow/radial_power_flow.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/contracts.hpp"
#include "engine/core/portable_math.hpp"

namespace peerwatt::power_flow {
namespace {

// Puts values by bus to their positions, in per unit.
void place(std::span<const double> by_bus, const RadialGrid& grid, std::vector<double>& out) {
  PEERWATT_EXPECTS(by_bus.size() == grid.size());
  const double per_unit = 1 / grid.base_kva;
  for (std::size_t i = 0; i < grid.size(); ++i) out[i] = by_bus[grid.buses[i].index()] * per_unit;
}

}  // namespace

RadialPowerFlow::RadialPowerFlow(const network::DistributionNetwork& network,
                                 SolverSettings settings)
    : grid_{network},
      settings_{settings},
      held_{grid_, network},
      has_ratios_{std::ranges::any_of(grid_.inverse_ratio, [](double r) { return r != 1; })} {
  for (std::vector<double>* column :
       {&e_, &f_, &i_, &j_, &p_, &q_, &constant_p_, &constant_q_, &g_, &b_}) {
    column->resize(grid_.size());
  }
}

void RadialPowerFlow::take(const BusDemand& demand) {
  place(demand.power.active_kw, grid_, constant_p_);
  place(demand.power.reactive_kvar, grid_, constant_q_);
  const bool has_currents = !demand.current.active_kw.empty();
  current_p_.resize(has_currents ? grid_.size() : 0);
  current_q_.resize(current_p_.size());
  if (has_currents) {
    place(demand.current.active_kw, grid_, current_p_);
    place(demand.current.reactive_kvar, grid_, current_q_);
  }
  const bool changes = has_currents || !held_.empty();
  power_p_ = changes ? p_ : constant_p_;
  power_q_ = changes ? q_ : constant_q_;
  const bool has_impedances = !demand.impedance.active_kw.empty();
  shunt_g_ = has_impedances ? g_ : grid_.conductance;
  shunt_b_ = has_impedances ? b_ : grid_.susceptance;
  const auto is_some = [](double admittance) { return admittance != 0; };
  has_shunts_ = has_impedances || std::ranges::any_of(grid_.conductance, is_some) ||
                std::ranges::any_of(grid_.susceptance, is_some);
  if (!has_impedances) return;
  place(demand.impedance.active_kw, grid_, g_);
  place(demand.impedance.reactive_kvar, grid_, b_);
  for (std::size_t n = 0; n < grid_.size(); ++n) {
    g_[n] += grid_.conductance[n];
    b_[n] = grid_.susceptance[n] - b_[n];
  }
}

void RadialPowerFlow::begin_without_load() {
  e_[0] = grid_.source_voltage_pu;
  for (std::size_t n = 1; n < grid_.size(); ++n) {
    e_[n] = e_[grid_.parents[n]] * grid_.inverse_ratio[n];
  }
  std::fill(f_.begin(), f_.end(), 0.0);
  held_.reset();
}

// What does not stay from sweep to sweep: constant currents, and what holds voltages.
void RadialPowerFlow::find_powers() {
  if (current_p_.empty() && held_.empty()) return;
  p_ = constant_p_;
  q_ = constant_q_;
  for (std::size_t n = 0; n < current_p_.size(); ++n) {
    const double magnitude = std::sqrt(e_[n] * e_[n] + f_[n] * f_[n]);
    p_[n] += current_p_[n] * magnitude;
    q_[n] += current_q_[n] * magnitude;
  }
  held_.feed_in(q_);
}

// The conjugate of power over voltage, and what the shunt takes.
template <bool kShunts>
void RadialPowerFlow::load_currents() {
  const double *e = e_.data(), *f = f_.data(), *p = power_p_.data(), *q = power_q_.data();
  const double *g = shunt_g_.data(), *b = shunt_b_.data();
  double *i = i_.data(), *j = j_.data();
  for (std::size_t n = 0; n < grid_.size(); ++n) {
    const double inverse = 1 / (e[n] * e[n] + f[n] * f[n]);
    i[n] = (p[n] * e[n] + q[n] * f[n]) * inverse;
    j[n] = (p[n] * f[n] - q[n] * e[n]) * inverse;
    if constexpr (kShunts) {
      i[n] += g[n] * e[n] - b[n] * f[n];
      j[n] += g[n] * f[n] + b[n] * e[n];
    }
  }
}

// Children come behind their parents, so that all of a bus's current is there when it is passed on.
template <bool kRatios>
void RadialPowerFlow::sum_to_root() {
  const std::uint32_t* parents = grid_.parents.data();
  const double* inverse = grid_.inverse_ratio.data();
  double *i = i_.data(), *j = j_.data();
  for (std::size_t n = grid_.size(); n-- > 1;) {
    const double ratio = kRatios ? inverse[n] : 1;
    i[parents[n]] += i[n] * ratio;
    j[parents[n]] += j[n] * ratio;
  }
}

template <bool kRatios>
double RadialPowerFlow::update_voltages() {
  const std::uint32_t* parents = grid_.parents.data();
  const double *inverse = grid_.inverse_ratio.data(), *r = grid_.resistance.data(),
               *x = grid_.reactance.data(), *i = i_.data(), *j = j_.data();
  double *e = e_.data(), *f = f_.data();
  double largest = 0;
  for (std::size_t n = 1; n < grid_.size(); ++n) {
    const std::uint32_t parent = parents[n];
    const double ratio = kRatios ? inverse[n] : 1;
    const double real = e[parent] * ratio - (r[n] * i[n] - x[n] * j[n]);
    const double imaginary = f[parent] * ratio - (r[n] * j[n] + x[n] * i[n]);
    const double de = real - e[n], df = imaginary - f[n];
    largest = std::max(largest, de * de + df * df);
    e[n] = real;
    f[n] = imaginary;
  }
  return largest;
}

// Returns the square of the largest change.
double RadialPowerFlow::sweep() {
  find_powers();
  has_shunts_ ? load_currents<true>() : load_currents<false>();
  has_ratios_ ? sum_to_root<true>() : sum_to_root<false>();
  return has_ratios_ ? update_voltages<true>() : update_voltages<false>();
}

// A voltage that is no number has no change either.
bool RadialPowerFlow::has_voltages() const {
  for (std::size_t n = 0; n < grid_.size(); ++n) {
    const double square = e_[n] * e_[n] + f_[n] * f_[n];
    if (!std::isfinite(square) || square <= 0) return false;
  }
  return true;
}

SolverOutcome RadialPowerFlow::solve(const BusDemand& demand) {
  take(demand);
  if (!warm_) begin_without_load();
  const double least = settings_.tolerance_pu * settings_.tolerance_pu;
  for (int sweeps = 1; sweeps <= settings_.most_sweeps; ++sweeps) {
    double change = sweep();
    if (!held_.empty()) {
      const double gap = held_.close_gaps(e_, f_);
      change = std::max(change, gap * gap);
    }
    if (change > least) continue;
    if (!has_voltages()) return failure(sweeps);
    warm_ = true;
    return {.converged = true, .sweeps = sweeps};
  }
  return failure(settings_.most_sweeps);
}

// Tells where the voltages still move, by another sweep.
SolverOutcome RadialPowerFlow::failure(int sweeps) {
  warm_ = false;
  SolverOutcome outcome{.sweeps = sweeps};
  const std::vector<double> e = e_, f = f_;
  sweep();
  for (std::size_t n = 1; n < grid_.size(); ++n) {
    const double de = e_[n] - e[n], df = f_[n] - f[n];
    const double change = std::sqrt(de * de + df * df);
    if (outcome.worst_bus && change <= outcome.worst_change_pu) continue;
    if (!std::isfinite(change)) return {false, sweeps, grid_.buses[n], change};
    outcome.worst_bus = grid_.buses[n];
    outcome.worst_change_pu = change;
  }
  return outcome;
}

double RadialPowerFlow::voltage_pu(BusId bus) const {
  const std::size_t n = grid_.positions[bus.index()];
  return std::sqrt(e_[n] * e_[n] + f_[n] * f_[n]);
}

double RadialPowerFlow::angle_degree(BusId bus) const {
  const std::size_t n = grid_.positions[bus.index()];
  return portable::atan2(f_[n], e_[n]) * 180 / std::numbers::pi + grid_.angle_degree[n];
}

}  // namespace peerwatt::power_flow
