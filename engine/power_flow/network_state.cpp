#include "engine/power_flow/network_state.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::power_flow {
namespace {

// As flow_to does it for one branch, but all in real numbers: this is done in every slot of a run.
void read(const GridPart& part, const RadialPowerFlow& solved, NetworkState& state) {
  const RadialGrid& grid = solved.grid();
  const auto e = solved.voltage_real(), f = solved.voltage_imaginary();
  const auto i = solved.current_real(), j = solved.current_imaginary();
  for (std::size_t n = part.begin; n < part.end; ++n) {
    const std::uint32_t parent = grid.parents[n];
    const std::size_t line = grid.lines[n].index();
    const double inverse = grid.inverse_ratio[n], base = grid.base_kva;
    const double g = grid.branch_conductance[n] / 2, b = grid.branch_susceptance[n] / 2;
    // Behind the ideal transformer, and at the bus.
    const double near_e = inverse * e[parent], near_f = inverse * f[parent];
    const double far_e = e[n], far_f = f[n];
    const double in_i = i[n] + g * near_e - b * near_f, in_j = j[n] + g * near_f + b * near_e;
    const double out_i = i[n] - g * far_e + b * far_f, out_j = j[n] - g * far_f - b * far_e;
    const double near_square = near_e * near_e + near_f * near_f;
    const double far_square = far_e * far_e + far_f * far_f;
    state.voltage_pu[grid.buses[n].index()] = std::sqrt(far_square);
    state.power_kw[line] = base * (near_e * in_i + near_f * in_j);
    state.reactive_kvar[line] = base * (near_f * in_i - near_e * in_j);
    state.losses_kw[line] =
        base * (grid.resistance[n] * (i[n] * i[n] + j[n] * j[n]) + g * (near_square + far_square));
    state.loading_kva[line] =
        base * std::sqrt(std::max(inverse * inverse * (in_i * in_i + in_j * in_j),
                                  out_i * out_i + out_j * out_j));
  }
}

}  // namespace

NetworkState::NetworkState(const network::DistributionNetwork& network, Phasing phasing)
    : voltage_pu(network.bus_count() * values_each(phasing)),
      power_kw(network.line_count() * values_each(phasing)),
      reactive_kvar(power_kw.size()),
      losses_kw(power_kw.size()),
      loading_kva(power_kw.size()) {}

void NetworkState::read(const RadialPowerFlow& solved) {
  const RadialGrid& grid = solved.grid();
  voltage_pu[grid.buses[0].index()] = grid.source_voltage_pu;
  solved.for_each_part([this, &solved](std::size_t part) {
    power_flow::read(solved.grid().parts[part], solved, *this);
  });
  total_losses_kw = solved.losses_kw();
}

}  // namespace peerwatt::power_flow
