#include "engine/power_flow/branch_flows.hpp"

#include <algorithm>
#include <complex>

namespace peerwatt::power_flow {
namespace {

using Complex = std::complex<double>;

}  // namespace

BranchFlow flow_to(BusId bus, const RadialPowerFlow& solved) {
  const RadialGrid& grid = solved.grid();
  const std::uint32_t n = grid.positions[bus.index()], parent = grid.parents[n];
  const auto voltage = [&](std::uint32_t at) {
    return Complex{solved.voltage_real()[at], solved.voltage_imaginary()[at]};
  };
  const Complex far = voltage(n), near = voltage(parent);
  const Complex half = Complex{grid.branch_conductance[n], grid.branch_susceptance[n]} / 2.0;
  // The current through the impedance is what arrives at the bus, its shunts included.
  const Complex through{solved.current_real()[n], solved.current_imaginary()[n]};
  const Complex out = through - half * far;
  const Complex in = (through + half * near * grid.inverse_ratio[n]) * grid.inverse_ratio[n];
  const Complex at_near = near * std::conj(in) * grid.base_kva;
  const Complex at_far = -far * std::conj(out) * grid.base_kva;
  return {.near_kw = at_near.real(),
          .near_kvar = at_near.imag(),
          .far_kw = at_far.real(),
          .far_kvar = at_far.imag(),
          .loading_kva = std::sqrt(std::max(std::norm(in), std::norm(out))) * grid.base_kva};
}

NetworkFlow network_flow(const RadialPowerFlow& solved) {
  const RadialGrid& grid = solved.grid();
  const double voltage = solved.voltage_real()[0];
  NetworkFlow flow{.source_kw = voltage * solved.current_real()[0] * grid.base_kva,
                   .source_kvar = -voltage * solved.current_imaginary()[0] * grid.base_kva};
  for (std::size_t n = 1; n < grid.size(); ++n) {
    const BranchFlow branch = flow_to(grid.buses[n], solved);
    flow.losses_kw += branch.losses_kw();
    flow.losses_kvar += branch.losses_kvar();
  }
  return flow;
}

}  // namespace peerwatt::power_flow
