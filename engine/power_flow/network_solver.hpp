#pragma once

#include <memory>
#include <span>

#include "engine/network/distribution_network.hpp"
#include "engine/power_flow/network_state.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/radial_power_flow.hpp"
#include "engine/power_flow/task_runner.hpp"

namespace peerwatt::power_flow {

// NetworkSolver solves the power flow of a network, balanced or by phase, whichever was chosen.
class NetworkSolver {
 public:
  virtual ~NetworkSolver() = default;

  // Powers are constant, and have as many values a bus as the phasing says. Begins with the last
  // solution; without convergence there is none, and the next begins anew.
  virtual SolverOutcome solve(const Powers& drawn) = 0;
  // Of the solution found last. The state is of the same network and phasing.
  virtual void read(NetworkState& state) const = 0;
  // Of each bus, or of each phase of it.
  virtual void read_voltages(std::span<double> voltage_pu) const = 0;
  virtual double losses_kw() const = 0;
};

// Tasks are feeders side by side, where the state is balanced; without a runner they are solved one
// after the other. Throws an InputError where the network is none that can be solved so.
std::unique_ptr<NetworkSolver> make_network_solver(const network::DistributionNetwork& network,
                                                   Phasing phasing, TaskRunner run_tasks = {});

}  // namespace peerwatt::power_flow
