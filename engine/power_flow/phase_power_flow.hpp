#pragma once

#include <array>
#include <complex>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/power_flow/phase_grid.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

namespace peerwatt::power_flow {

// A value of each of the phases a, b, c.
using PhaseValues = std::array<std::complex<double>, kPhases>;

// PhasePowerFlow finds the steady state of a radial network whose phases are loaded differently, by
// the sweeps of RadialPowerFlow over three phases at once (C. S. Cheng and D. Shirmohammadi, IEEE
// Trans. Power Systems 10(2), 1995), with the model of PhaseGrid. The source's voltages are equal
// and 120 degrees apart: a leads b, b leads c.
//
// Powers are constant, and lie between a phase and the neutral.
class PhasePowerFlow {
 public:
  // Throws an InputError where PhaseGrid does.
  explicit PhasePowerFlow(const network::DistributionNetwork& network,
                          SolverSettings settings = {});

  // Powers are of each phase: by bus, and within it by phase. Without convergence the voltages mean
  // nothing, and the next solution begins anew.
  SolverOutcome solve(const Powers& drawn);

  const PhaseGrid& grid() const { return grid_; }
  double voltage_pu(BusId bus, std::size_t phase) const;
  // Of the source and all shifts on the way, too; between -180 and 180.
  double angle_degree(BusId bus, std::size_t phase) const;

  // By position, in p.u.: voltages without the angles of shifts, the same at the parent as they
  // are behind the ideal transformer of the branch, and currents in the impedance of the branch.
  PhaseValues voltages(std::size_t position) const;
  PhaseValues near_voltages(std::size_t position) const;
  PhaseValues currents(std::size_t position) const;
  // What a current behind the ideal transformer of the branch is at the parent.
  PhaseValues at_parent(std::size_t position, PhaseValues behind) const;

 private:
  void take(const Powers& drawn);
  void begin_without_load();
  double sweep();
  void load_currents();
  void sum_to_root();
  double update_voltages();
  const DeltaBranch* delta_at(std::size_t position) const;
  bool has_voltages() const;
  SolverOutcome failure(int sweeps);

  PhaseGrid grid_;
  SolverSettings settings_;
  bool has_shunts_;
  bool warm_ = false;
  // By position and phase, in p.u.
  std::vector<double> e_, f_;  // voltages
  std::vector<double> i_, j_;  // currents
  std::vector<double> p_, q_;  // drawn
};

}  // namespace peerwatt::power_flow
