#pragma once

#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/network/distribution_network.hpp"
#include "engine/power_flow/network_solver.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/voltage_response.hpp"

#include "agents/environment/bus_powers.hpp"
#include "agents/environment/community.hpp"

namespace peerwatt::agents {

// AnsweringInverters solves the power flow of a slot in which inverters of a community answer to
// their voltages (model, section 10). Where there are none it is a plain power flow.
class AnsweringInverters {
 public:
  AnsweringInverters(const Community& community, const network::DistributionNetwork& network,
                     power_flow::Phasing phasing);

  // Whose inverters they are, ascending.
  const std::vector<ProsumerId>& owners() const { return owners_; }
  // By owner, kvar: what the inverter can draw or feed in beside its active power in the slot.
  std::span<double> limits_kvar() { return limits_kvar_; }

  // Powers are those without these inverters.
  power_flow::SolverOutcome solve(power_flow::NetworkSolver& solver, const BusPowers& powers);
  // By bus and phase: what all inverters drew in the solution found last.
  std::span<const double> drawn_kvar() const { return drawn_kvar_; }

 private:
  std::vector<ProsumerId> owners_;
  std::vector<double> limits_kvar_;
  power_flow::VoltageResponse response_;
  std::vector<double> drawn_kvar_;
};

}  // namespace peerwatt::agents
