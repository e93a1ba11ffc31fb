#include "engine/power_flow/voltage_response.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "engine/core/contracts.hpp"

namespace peerwatt::power_flow {
namespace {

// Parts of the rating: nearer to its curve than this is on it.
constexpr double kLeastGap = 1e-8;
constexpr int kMostSteps = 300;

// By how much answers may be steeper than in the linear power flow: voltages below 1 p.u., and
// losses, make them so.
constexpr double kMargin = 1.5;

// By how much reactive power in a branch moves the voltages behind it, p.u. per kvar: of the same
// phase, and of another.
struct Sensitivity {
  double same = 0;
  double other = 0;
};

Sensitivity sensitivity_of(const network::DistributionNetwork& network, LineId line,
                           Phasing phasing) {
  const std::size_t i = line.index();
  const double kvar_ohm = 1000 * network.base_kv() * network.base_kv();  // 1 / (p.u. per kvar ohm)
  const double x1 = network.reactances_ohm()[i];
  if (phasing == Phasing::kBalanced) return {.same = x1 / kvar_ohm};
  const double x0 = network.zero_sequence_reactances_ohm()[i];
  const double r = network.zero_sequence_resistances_ohm()[i] - network.resistances_ohm()[i];
  // A phase's power is that of a third, by the mean and the difference of the sequences.
  return {.same = (2 * x1 + x0) / kvar_ohm,
          .other = std::sqrt(r * r + (x0 - x1) * (x0 - x1)) / kvar_ohm};
}

// By bus and phase: the kvar per p.u. of voltage by which inverters there answer.
std::vector<double> slopes(const std::vector<RespondingInverter>& inverters,
                           const std::vector<DroopCurve>& curves, std::size_t buses,
                           Phasing phasing) {
  std::vector<double> sums(buses * values_each(phasing));
  for (const RespondingInverter& inverter : inverters) {
    draw(inverter.bus.index(), inverter.phase,
         inverter.rating_kva * curves[inverter.curve].steepest(), phasing, sums);
  }
  return sums;
}

// The greatest sum of a row of the matrix of answers.
double strongest_answer(const network::DistributionNetwork& network, Phasing phasing,
                        std::vector<double> behind) {
  const std::size_t each = values_each(phasing);
  const auto order = network.breadth_first_order();
  for (std::size_t n = order.size(); n-- > 1;) {
    for (std::size_t k = 0; k < each; ++k) {
      behind[each * network.parent(order[n]).index() + k] += behind[each * order[n].index() + k];
    }
  }
  double most = 0;
  std::vector<double> rows(behind.size());
  for (const BusId bus : order.subspan(1)) {
    const Sensitivity moves = sensitivity_of(network, network.parent_line(bus), phasing);
    const std::size_t first = each * bus.index(), parent = each * network.parent(bus).index();
    double all = 0;
    for (std::size_t k = 0; k < each; ++k) all += behind[first + k];
    for (std::size_t k = 0; k < each; ++k) {
      rows[first + k] = rows[parent + k] + moves.same * behind[first + k] +
                        moves.other * (all - behind[first + k]);
      most = std::max(most, rows[first + k]);
    }
  }
  return most;
}

}  // namespace

VoltageResponse::VoltageResponse(const network::DistributionNetwork& network, Phasing phasing,
                                 std::vector<RespondingInverter> inverters,
                                 std::vector<DroopCurve> curves)
    : phasing_{phasing},
      inverters_{std::move(inverters)},
      curves_{std::move(curves)},
      drawn_kvar_(inverters_.size()),
      gaps_kvar_(inverters_.size()),
      reactive_kvar_(network.bus_count() * values_each(phasing)),
      voltage_pu_(reactive_kvar_.size()) {
  if (inverters_.empty()) return;
  const double rho =
      strongest_answer(network, phasing, slopes(inverters_, curves_, network.bus_count(), phasing));
  step_ = 2 / (2 + rho);
}

double VoltageResponse::voltage_at(const RespondingInverter& inverter) const {
  const std::size_t bus = inverter.bus.index();
  if (phasing_ == Phasing::kBalanced) return voltage_pu_[bus];
  const double* phases = voltage_pu_.data() + kPhases * bus;
  if (inverter.phase == network::Phase::kAll) return (phases[0] + phases[1] + phases[2]) / kPhases;
  return phases[static_cast<std::size_t>(inverter.phase) - 1];
}

double VoltageResponse::wanted_kvar(std::size_t inverter, double limit_kvar) const {
  const RespondingInverter& own = inverters_[inverter];
  const double wanted = own.rating_kva * curves_[own.curve].at(voltage_at(own));
  return std::clamp(wanted, -limit_kvar, limit_kvar);
}

void VoltageResponse::add_to(std::span<double> reactive_kvar) const {
  for (std::size_t i = 0; i < inverters_.size(); ++i) {
    draw(inverters_[i].bus.index(), inverters_[i].phase, drawn_kvar_[i], phasing_, reactive_kvar);
  }
}

VoltageResponse::Gap VoltageResponse::find_gaps(std::span<const double> limits_kvar) {
  Gap widest;
  for (std::size_t i = 0; i < inverters_.size(); ++i) {
    const double gap = wanted_kvar(i, limits_kvar[i]) - drawn_kvar_[i];
    const double share = std::abs(gap) / inverters_[i].rating_kva;
    if (share > widest.share) widest = {i, share, gap * gaps_kvar_[i] < 0};
    gaps_kvar_[i] = gap;
  }
  return widest;
}

SolverOutcome VoltageResponse::solve(NetworkSolver& solver, const Powers& drawn,
                                     std::span<const double> limits_kvar) {
  PEERWATT_EXPECTS(limits_kvar.size() == inverters_.size());
  if (inverters_.empty()) return solver.solve(drawn);
  for (std::size_t i = 0; i < inverters_.size(); ++i) {
    drawn_kvar_[i] = std::clamp(drawn_kvar_[i], -limits_kvar[i], limits_kvar[i]);
    gaps_kvar_[i] = 0;
  }
  double part = step_, last = HUGE_VAL;
  SolverOutcome outcome;
  for (int steps = 0; steps < kMostSteps; ++steps) {
    std::ranges::copy(drawn.reactive_kvar, reactive_kvar_.begin());
    add_to(reactive_kvar_);
    outcome = solver.solve({drawn.active_kw, reactive_kvar_});
    if (!outcome.converged) break;
    solver.read_voltages(voltage_pu_);
    const Gap widest = find_gaps(limits_kvar);
    if (widest.share <= kLeastGap) return outcome;
    if (widest.passed && widest.share > last / 2) part *= 0.7;
    last = widest.share;
    outcome = {.sweeps = outcome.sweeps, .worst_bus = inverters_[widest.inverter].bus};
    for (std::size_t i = 0; i < drawn_kvar_.size(); ++i) drawn_kvar_[i] += part * gaps_kvar_[i];
  }
  std::ranges::fill(drawn_kvar_, 0.0);
  return outcome;
}

}  // namespace peerwatt::power_flow
