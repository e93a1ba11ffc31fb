#include "engine/power_flow/radial_power_flow.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/core/contracts.hpp"
#include "engine/core/portable_math.hpp"

namespace peerwatt::power_flow {
namespace {

// Puts values by bus to the positions [begin, end), in per unit.
void place(std::span<const double> by_bus, const RadialGrid& grid, std::uint32_t begin,
           std::uint32_t end, std::vector<double>& out) {
  PEERWATT_EXPECTS(by_bus.size() == grid.size());
  const double per_unit = 1 / grid.base_kva;
  for (std::uint32_t i = begin; i < end; ++i) out[i] = by_bus[grid.buses[i].index()] * per_unit;
}

bool has_shunts(const RadialGrid& grid) {
  const auto is_some = [](double admittance) { return admittance != 0; };
  return std::ranges::any_of(grid.conductance, is_some) ||
         std::ranges::any_of(grid.susceptance, is_some);
}

}  // namespace

RadialPowerFlow::RadialPowerFlow(const network::DistributionNetwork& network,
                                 SolverSettings settings, TaskRunner run_tasks)
    : grid_{network},
      settings_{settings},
      run_tasks_{std::move(run_tasks)},
      held_{grid_, network},
      has_ratios_{std::ranges::any_of(grid_.inverse_ratio, [](double r) { return r != 1; })},
      has_shunts_{has_shunts(grid_)},
      grid_has_shunts_{has_shunts_},
      outcomes_(grid_.parts.size()) {
  for (std::vector<double>* column :
       {&e_, &f_, &i_, &j_, &p_, &q_, &constant_p_, &constant_q_, &g_, &b_}) {
    column->resize(grid_.size());
  }
  e_[0] = grid_.source_voltage_pu;
}

void RadialPowerFlow::for_each_part(const std::function<void(std::size_t)>& task) const {
  if (run_tasks_) return run_tasks_(grid_.parts.size(), task);
  for (std::size_t part = 0; part < grid_.parts.size(); ++part) task(part);
}

void RadialPowerFlow::choose_columns(const BusDemand& demand) {
  const bool has_currents = !demand.current.active_kw.empty();
  current_p_.resize(has_currents ? grid_.size() : 0);
  current_q_.resize(current_p_.size());
  const bool changes = has_currents || !held_.empty();
  power_p_ = changes ? p_ : constant_p_;
  power_q_ = changes ? q_ : constant_q_;
  const bool has_impedances = !demand.impedance.active_kw.empty();
  shunt_g_ = has_impedances ? g_ : grid_.conductance;
  shunt_b_ = has_impedances ? b_ : grid_.susceptance;
  has_shunts_ = has_impedances || grid_has_shunts_;
}

void RadialPowerFlow::take(const BusDemand& demand, Range range) {
  const auto [begin, end] = range;
  place(demand.power.active_kw, grid_, begin, end, constant_p_);
  place(demand.power.reactive_kvar, grid_, begin, end, constant_q_);
  if (!demand.current.active_kw.empty()) {
    place(demand.current.active_kw, grid_, begin, end, current_p_);
    place(demand.current.reactive_kvar, grid_, begin, end, current_q_);
  }
  if (demand.impedance.active_kw.empty()) return;
  place(demand.impedance.active_kw, grid_, begin, end, g_);
  place(demand.impedance.reactive_kvar, grid_, begin, end, b_);
  for (std::uint32_t n = begin; n < end; ++n) {
    g_[n] += grid_.conductance[n];
    b_[n] = grid_.susceptance[n] - b_[n];
  }
}

void RadialPowerFlow::begin_without_load(Range range) {
  for (std::uint32_t n = range.begin; n < range.end; ++n) {
    e_[n] = e_[grid_.parents[n]] * grid_.inverse_ratio[n];
    f_[n] = 0;
  }
}

// The powers of constant currents do not stay from sweep to sweep.
void RadialPowerFlow::find_powers(Range range) {
  const auto [begin, end] = range;
  if (current_p_.empty() && held_.empty()) return;
  std::copy(constant_p_.begin() + begin, constant_p_.begin() + end, p_.begin() + begin);
  std::copy(constant_q_.begin() + begin, constant_q_.begin() + end, q_.begin() + begin);
  if (current_p_.empty()) return;
  for (std::uint32_t n = begin; n < end; ++n) {
    const double magnitude = std::sqrt(e_[n] * e_[n] + f_[n] * f_[n]);
    p_[n] += current_p_[n] * magnitude;
    q_[n] += current_q_[n] * magnitude;
  }
}

// The conjugate of power over voltage, and what the shunt takes.
template <bool kShunts>
void RadialPowerFlow::load_currents(Range range) {
  const double *e = e_.data(), *f = f_.data(), *p = power_p_.data(), *q = power_q_.data();
  const double *g = shunt_g_.data(), *b = shunt_b_.data();
  double *i = i_.data(), *j = j_.data();
  for (std::size_t n = range.begin; n < range.end; ++n) {
    const double inverse = 1 / (e[n] * e[n] + f[n] * f[n]);
    i[n] = (p[n] * e[n] + q[n] * f[n]) * inverse;
    j[n] = (p[n] * f[n] - q[n] * e[n]) * inverse;
    if constexpr (kShunts) {
      i[n] += g[n] * e[n] - b[n] * f[n];
      j[n] += g[n] * f[n] + b[n] * e[n];
    }
  }
}

void RadialPowerFlow::load_currents(Range range) {
  has_shunts_ ? load_currents<true>(range) : load_currents<false>(range);
}

// Children come behind their parents, so that all of a bus's current is there when it is passed on.
// The root's current is left alone: other parts add to it, too.
template <bool kRatios>
void RadialPowerFlow::sum_to_tops(const GridPart& part) {
  const std::uint32_t* parents = grid_.parents.data();
  const double* inverse = grid_.inverse_ratio.data();
  double *i = i_.data(), *j = j_.data();
  for (std::size_t n = part.end; n-- > part.tops_end;) {
    const double ratio = kRatios ? inverse[n] : 1;
    i[parents[n]] += i[n] * ratio;
    j[parents[n]] += j[n] * ratio;
  }
}

template <bool kRatios>
double RadialPowerFlow::update_voltages(Range range) {
  const std::uint32_t* parents = grid_.parents.data();
  const double *inverse = grid_.inverse_ratio.data(), *r = grid_.resistance.data(),
               *x = grid_.reactance.data(), *i = i_.data(), *j = j_.data();
  double *e = e_.data(), *f = f_.data();
  double largest = 0;
  for (std::size_t n = range.begin; n < range.end; ++n) {
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
double RadialPowerFlow::sweep(const GridPart& part) {
  const Range range{part.begin, part.end};
  find_powers(range);
  held_.feed_in(q_);
  load_currents(range);
  has_ratios_ ? sum_to_tops<true>(part) : sum_to_tops<false>(part);
  return has_ratios_ ? update_voltages<true>(range) : update_voltages<false>(range);
}

// A voltage that is no number has no change either.
bool RadialPowerFlow::has_voltages(Range range) const {
  for (std::size_t n = range.begin; n < range.end; ++n) {
    const double square = e_[n] * e_[n] + f_[n] * f_[n];
    if (!std::isfinite(square) || square <= 0) return false;
  }
  return true;
}

double RadialPowerFlow::losses_of(Range range) const {
  double sum = 0;
  for (std::size_t n = range.begin; n < range.end; ++n) {
    const std::uint32_t parent = grid_.parents[n];
    const double inverse = grid_.inverse_ratio[n];
    const double near = inverse * inverse * (e_[parent] * e_[parent] + f_[parent] * f_[parent]);
    const double far = e_[n] * e_[n] + f_[n] * f_[n];
    sum += grid_.resistance[n] * (i_[n] * i_[n] + j_[n] * j_[n]) +
           grid_.branch_conductance[n] / 2 * (near + far);
  }
  return sum;
}

// Where buses hold voltages, the part is the whole grid.
RadialPowerFlow::PartOutcome RadialPowerFlow::solve_part(const GridPart& part) {
  const Range range{part.begin, part.end};
  if (!warm_) begin_without_load(range);
  const double least = settings_.tolerance_pu * settings_.tolerance_pu;
  for (int sweeps = 1; sweeps <= settings_.most_sweeps; ++sweeps) {
    double change = sweep(part);
    if (!held_.empty()) {
      const double gap = held_.close_gaps(e_, f_);
      change = std::max(change, gap * gap);
    }
    if (change > least) continue;
    if (!has_voltages(range)) return {.sweeps = sweeps};
    return {.converged = true, .sweeps = sweeps, .losses = losses_of(range)};
  }
  return {.sweeps = settings_.most_sweeps};
}

// What the root draws itself, and what its subtrees do, from the last to the first.
void RadialPowerFlow::sum_to_root() {
  find_powers(kRoot);
  load_currents(kRoot);
  for (std::size_t part = grid_.parts.size(); part-- > 0;) {
    const auto [begin, tops_end, end] = grid_.parts[part];
    for (std::uint32_t n = tops_end; n-- > begin;) {
      i_[0] += i_[n] * grid_.inverse_ratio[n];
      j_[0] += j_[n] * grid_.inverse_ratio[n];
    }
  }
}

SolverOutcome RadialPowerFlow::solve(const BusDemand& demand) {
  choose_columns(demand);
  take(demand, kRoot);
  if (!warm_) held_.reset();
  for_each_part([this, &demand](std::size_t part) {
    take(demand, {grid_.parts[part].begin, grid_.parts[part].end});
    outcomes_[part] = solve_part(grid_.parts[part]);
  });
  sum_to_root();
  SolverOutcome whole{.converged = true};
  double losses = 0;
  for (const PartOutcome& part : outcomes_) {
    whole.converged = whole.converged && part.converged;
    whole.sweeps = std::max(whole.sweeps, part.sweeps);
    losses += part.losses;
  }
  losses_kw_ = losses * grid_.base_kva;
  warm_ = whole.converged;
  return whole.converged ? whole : failure(whole.sweeps);
}

// Tells where the voltages still move, by another sweep.
SolverOutcome RadialPowerFlow::failure(int sweeps) {
  SolverOutcome outcome{.sweeps = sweeps};
  const std::vector<double> e = e_, f = f_;
  for (const GridPart& part : grid_.parts) sweep(part);
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
