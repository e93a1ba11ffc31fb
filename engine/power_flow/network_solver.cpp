#include "engine/power_flow/network_solver.hpp"

#include <cstdint>
#include <utility>

#include "engine/power_flow/phase_flows.hpp"
#include "engine/power_flow/phase_power_flow.hpp"

namespace peerwatt::power_flow {
namespace {

class BalancedSolver final : public NetworkSolver {
 public:
  BalancedSolver(const network::DistributionNetwork& network, TaskRunner run_tasks)
      : flow_{network, {}, std::move(run_tasks)} {}

  SolverOutcome solve(const Powers& drawn) override { return flow_.solve({.power = drawn}); }
  void read(NetworkState& state) const override { state.read(flow_); }
  void read_voltages(std::span<double> voltage_pu) const override {
    for (std::uint32_t bus = 0; bus < voltage_pu.size(); ++bus) {
      voltage_pu[bus] = flow_.voltage_pu(BusId{bus});
    }
  }
  double losses_kw() const override { return flow_.losses_kw(); }

 private:
  RadialPowerFlow flow_;
};

class PhaseSolver final : public NetworkSolver {
 public:
  explicit PhaseSolver(const network::DistributionNetwork& network) : flow_{network} {}

  SolverOutcome solve(const Powers& drawn) override { return flow_.solve(drawn); }
  void read(NetworkState& state) const override { read_phases(flow_, state); }
  void read_voltages(std::span<double> voltage_pu) const override {
    for (std::uint32_t bus = 0; bus < voltage_pu.size() / kPhases; ++bus) {
      for (std::size_t phase = 0; phase < kPhases; ++phase) {
        voltage_pu[kPhases * bus + phase] = flow_.voltage_pu(BusId{bus}, phase);
      }
    }
  }
  double losses_kw() const override { return total_losses_kw(flow_); }

 private:
  PhasePowerFlow flow_;
};

}  // namespace

std::unique_ptr<NetworkSolver> make_network_solver(const network::DistributionNetwork& network,
                                                   Phasing phasing, TaskRunner run_tasks) {
  if (phasing == Phasing::kBalanced) {
    return std::make_unique<BalancedSolver>(network, std::move(run_tasks));
  }
  return std::make_unique<PhaseSolver>(network);
}

}  // namespace peerwatt::power_flow
