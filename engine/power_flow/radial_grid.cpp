#include "engine/power_flow/radial_grid.hpp"

namespace peerwatt::power_flow {
namespace {

// Powers are of the size of a feeder's then, and their sums far from where doubles end.
constexpr double kBaseKva = 1000;

bool holds_voltages(const network::DistributionNetwork& network) {
  for (const BusId bus : network.breadth_first_order().subspan(1)) {
    if (network.held_voltages_pu()[bus.index()] != 0) return true;
  }
  return false;
}

// The subtrees of the root in the order of its children: how many buses each has, and by bus its
// subtree; the entry of the root means nothing.
struct Subtrees {
  explicit Subtrees(const network::DistributionNetwork& network) : of_bus(network.bus_count()) {
    for (const BusId bus : network.breadth_first_order().subspan(1)) {
      const BusId parent = network.parent(bus);
      const bool is_top = parent == network.root();
      if (is_top) sizes.push_back(0);
      const std::size_t subtree = is_top ? sizes.size() - 1 : of_bus[parent.index()];
      of_bus[bus.index()] = static_cast<std::uint32_t>(subtree);
      ++sizes[subtree];
    }
  }

  std::vector<std::uint32_t> sizes;
  std::vector<std::uint32_t> of_bus;
};

// Closes a part when it is large enough, and what remains is, too. Returns the part by subtree.
std::vector<std::uint32_t> divide(const Subtrees& subtrees, std::uint32_t least,
                                  std::vector<GridPart>& parts) {
  std::vector<std::uint32_t> part_of_subtree;
  std::uint32_t remaining = 0;
  for (const std::uint32_t size : subtrees.sizes) remaining += size;
  parts = {GridPart{}};
  for (const std::uint32_t size : subtrees.sizes) {
    if (parts.back().end - parts.back().begin >= least && remaining >= least) {
      const std::uint32_t begin = parts.back().end;
      parts.push_back({begin, begin, begin});
    }
    part_of_subtree.push_back(static_cast<std::uint32_t>(parts.size() - 1));
    ++parts.back().tops_end;
    parts.back().end += size;
    remaining -= size;
  }
  return part_of_subtree;
}

// Keeps the breadth-first order of the network within each part.
void place_buses(const network::DistributionNetwork& network, RadialGrid& grid) {
  const auto order = network.breadth_first_order();
  const Subtrees subtrees{network};
  const std::uint32_t least =
      holds_voltages(network) ? static_cast<std::uint32_t>(order.size()) : RadialGrid::kLeastPart;
  const std::vector<std::uint32_t> part_of_subtree = divide(subtrees, least, grid.parts);
  grid.buses.resize(order.size());
  grid.buses[0] = network.root();
  std::vector<std::uint32_t> next;
  for (const GridPart& part : grid.parts) next.push_back(part.begin);
  for (const BusId bus : order.subspan(1)) {
    grid.buses[next[part_of_subtree[subtrees.of_bus[bus.index()]]]++] = bus;
  }
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
