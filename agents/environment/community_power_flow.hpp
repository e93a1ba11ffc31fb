#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/network/distribution_network.hpp"
#include "engine/power_flow/network_solver.hpp"
#include "engine/power_flow/network_state.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/task_runner.hpp"
#include "engine/power_flow/voltage_response.hpp"

#include "agents/environment/bus_powers.hpp"
#include "agents/environment/community.hpp"

namespace peerwatt::agents {

// CommunityPowerFlow solves the power flow of a slot for the homes of a community: with inverters
// that answer to their voltages (model, section 10), where there are any.
class CommunityPowerFlow {
 public:
  // The tasks are those of the power flow. Throws InputError where the network is none that can be
  // solved so.
  CommunityPowerFlow(const Community& community, const network::DistributionNetwork& network,
                     power_flow::Phasing phasing, power_flow::TaskRunner run_tasks = {});

  // Whose inverters answer, ascending.
  const std::vector<ProsumerId>& answering() const { return answering_; }
  // By answering(), kvar: what the inverter can draw or feed in beside its active power in the
  // slot.
  std::span<double> limits_kvar() { return limits_kvar_; }

  // Powers are those without the inverters that answer.
  power_flow::SolverOutcome solve(const BusPowers& powers);

  // Of the solution found last; by bus and phase: what all inverters drew.
  std::span<const double> inverter_kvar() const { return inverter_kvar_; }
  void read(power_flow::NetworkState& state) const { solver_->read(state); }
  double losses_kw() const { return solver_->losses_kw(); }

 private:
  std::vector<ProsumerId> answering_;
  std::vector<double> limits_kvar_;
  power_flow::VoltageResponse response_;
  std::unique_ptr<power_flow::NetworkSolver> solver_;
  std::vector<double> inverter_kvar_;
};

}  // namespace peerwatt::agents
