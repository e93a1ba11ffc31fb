#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder.hpp"
#include "engine/power_flow/droop_curve.hpp"
#include "engine/power_flow/network_solver.hpp"
#include "engine/power_flow/phase_columns.hpp"

namespace peerwatt::power_flow {

// An inverter whose reactive power answers to the voltage at its bus: that of its phase, or where
// it is on all three the mean of theirs.
struct RespondingInverter {
  BusId bus{};
  network::Phase phase = network::Phase::kAll;
  double rating_kva = 0;
  std::uint32_t curve = 0;  // number of its curve
};

// VoltageResponse finds what inverters draw that answer to voltages which they move themselves. The
// power flow is solved again and again, beginning with the last solution, while the inverters go
// part of the way from what they draw to what their curves say at the voltages found.
//
// How great that part may be follows from how much all inverters together move their voltages. By
// the linear power flow without losses (M. E. Baran and F. F. Wu, IEEE Trans. Power Delivery 4(1),
// 1989) reactive power at a bus moves the voltage of another by the reactance that their paths from
// the root have in common. No eigenvalue of that matrix, each column times the steepest slope of
// its inverter, exceeds its greatest sum of a row, rho. A part of 2 / (2 + rho) shrinks the gap to
// rho / (2 + rho) of it or less. The bound is taken half as great again, for answers that are
// steeper than linear ones; where even that is not enough, the part becomes smaller whenever the
// inverter that is farthest from its curve passed it and came hardly nearer.
class VoltageResponse {
 public:
  VoltageResponse(const network::DistributionNetwork& network, Phasing phasing,
                  std::vector<RespondingInverter> inverters, std::vector<DroopCurve> curves);

  // Solves with what is drawn besides by the inverters, none of which draws or feeds in more than
  // its limit, kvar. Where the solver finds nothing, so does it; where the inverters find no common
  // voltage, the worst bus is that of the inverter that is farthest from its curve. The next begins
  // with what inverters drew in the last.
  SolverOutcome solve(NetworkSolver& solver, const Powers& drawn,
                      std::span<const double> limits_kvar);

  std::size_t size() const { return inverters_.size(); }
  // What the inverters draw in the solution found last; positive as an inductor's.
  std::span<const double> drawn_kvar() const { return drawn_kvar_; }
  // Adds that to a column by bus, or by bus and phase.
  void add_to(std::span<double> reactive_kvar) const;

 private:
  double voltage_at(const RespondingInverter& inverter) const;
  double wanted_kvar(std::size_t inverter, double limit_kvar) const;
  struct Gap {
    std::size_t inverter = 0;
    double share = 0;     // of its rating
    bool passed = false;  // its curve, by the last step
  };
  // Finds the gaps of all inverters, and returns the widest.
  Gap find_gaps(std::span<const double> limits_kvar);

  Phasing phasing_;
  std::vector<RespondingInverter> inverters_;
  std::vector<DroopCurve> curves_;
  double step_ = 1;
  std::vector<double> drawn_kvar_;     // by inverter
  std::vector<double> gaps_kvar_;      // by inverter: to its curve, at the voltages found last
  std::vector<double> reactive_kvar_;  // by bus and phase: with what inverters draw
  std::vector<double> voltage_pu_;     // by bus and phase
};

}  // namespace peerwatt::power_flow
