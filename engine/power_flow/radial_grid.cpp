#include "engine/power_flow/radial_grid.hpp"

namespace peerwatt::power_flow {
namespace {

// Powers are of the size of a feeder's then, and their sums far from where doubles end.
constexpr double kBaseKva = 1000;

void place_buses(const network::DistributionNetwork& network, RadialGrid& grid) {
  const auto order = network.breadth_first_order();
  grid.buses.assign(order.begin(), order.end());
  grid.positions.resize(grid.size());
  for (std::uint32_t i = 0; i < grid.size(); ++i) grid.positions[grid.buses[i].index()] = i;
  grid.parents.assign(grid.size(), 0);
  for (std::uint32_t i = 1; i < grid.size(); ++i) {
    grid.parents[i] = grid.positions[network.parent(grid.buses[i]).index()];
  }
}

// Needs the shunts of buses, to which it adds those of branches.
void place_branches(const network::DistributionNetwork& network, RadialGrid& grid) {
  const double base_ohm = network.base_kv() * network.base_kv() * 1000 / grid.base_kva;
  for (std::size_t i = 1; i < grid.size(); ++i) {
    const LineId line = network.parent_line(grid.buses[i]);
    const double inverse = 1 / network.tap_ratios()[line.index()];
    const double square = network.is_reversed(line) ? inverse * inverse : 1;
    grid.lines[i] = line;
    grid.resistance[i] = network.resistances_ohm()[line.index()] / base_ohm * square;
    grid.reactance[i] = network.reactances_ohm()[line.index()] / base_ohm * square;
    grid.inverse_ratio[i] = inverse;
    const double conductance = network.iron_losses_kw()[line.index()] / grid.base_kva / square;
    const double susceptance = network.chargings_kvar()[line.index()] / grid.base_kva / square;
    grid.branch_conductance[i] = conductance;
    grid.branch_susceptance[i] = susceptance;
    const std::uint32_t parent = grid.parents[i];
    grid.conductance[i] += conductance / 2;
    grid.susceptance[i] += susceptance / 2;
    grid.conductance[parent] += conductance / 2 * inverse * inverse;
    grid.susceptance[parent] += susceptance / 2 * inverse * inverse;
    grid.angle_degree[i] = grid.angle_degree[parent] - network.phase_shifts_degree()[line.index()];
  }
}

}  // namespace

RadialGrid::RadialGrid(const network::DistributionNetwork& network)
    : base_kva{kBaseKva}, source_voltage_pu{network.source_voltage_pu()} {
  place_buses(network, *this);
  lines.resize(size());
  resistance.assign(size(), 0);
  reactance.assign(size(), 0);
  inverse_ratio.assign(size(), 1);
  branch_conductance.assign(size(), 0);
  branch_susceptance.assign(size(), 0);
  angle_degree.assign(size(), network.source_angle_degree());
  for (const BusId bus : buses) {
    conductance.push_back(network.shunts_kw()[bus.index()] / base_kva);
    susceptance.push_back(network.shunts_kvar()[bus.index()] / base_kva);
    held_voltage.push_back(network.held_voltages_pu()[bus.index()]);
  }
  held_voltage[0] = 0;  // the source's own
  place_branches(network, *this);
}

}  // namespace peerwatt::power_flow
