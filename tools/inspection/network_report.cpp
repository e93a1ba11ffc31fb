#include "tools/inspection/network_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/power_flow/branch_flows.hpp"
#include "engine/power_flow/feeder_demand.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

#include "tools/inspection/phased_report.hpp"
#include "tools/inspection/suspicions.hpp"

namespace peerwatt::inspection {
namespace {

using network::DistributionNetwork;
using network::FeederDescription;
using network::LineKind;
using power_flow::FeederDemand;

BusId bus_at(std::size_t index) {
  return BusId{static_cast<std::uint32_t>(index)};
}
LineId line_at(std::size_t index) {
  return LineId{static_cast<std::uint32_t>(index)};
}

void count_elements(const FeederDescription& feeder, NetworkReport& report) {
  report.buses = feeder.buses.size();
  double length_km = 0;
  bool all_known = true;
  for (const network::FeederLine& line : feeder.lines) {
    ++(line.kind == LineKind::kLine          ? report.lines
       : line.kind == LineKind::kTransformer ? report.transformers
                                             : report.switches);
    all_known = all_known && line.length_km.has_value();
    length_km += line.length_km.value_or(0);
  }
  if (all_known) report.length_km = length_km;
}

std::optional<ReactanceRatios> ratios_of(const FeederDescription& feeder) {
  std::vector<double> ratios;
  for (const network::FeederLine& line : feeder.lines) {
    if (line.kind != LineKind::kLine || line.resistance_ohm == 0 || line.reactance_ohm == 0)
      continue;
    ratios.push_back(line.resistance_ohm / line.reactance_ohm);
  }
  if (ratios.empty()) return {};
  std::sort(ratios.begin(), ratios.end());
  return ReactanceRatios{ratios.front(), ratios[ratios.size() / 2], ratios.back()};
}

std::vector<Zone> zones_of(const DistributionNetwork& network, const FeederDemand& demand) {
  std::vector<Zone> zones;
  for (std::uint32_t i = 0; i < network.zone_count(); ++i) {
    zones.push_back({.name = network.zone_name(ZoneId{i})});
  }
  for (std::size_t bus = 0; bus < network.bus_count(); ++bus) {
    const ZoneId zone = network.zone(bus_at(bus));
    if (!zone) continue;
    ++zones[zone.index()].buses;
    zones[zone.index()].load_kw += demand.active_kw[bus];
  }
  return zones;
}

void count_loads(const FeederDescription& feeder, NetworkReport& report) {
  for (const network::FeederLoad& load : feeder.loads) {
    const bool generates = load.power_kw < 0;
    Loads& of = generates ? report.generators : report.loads;
    ++of.count;
    of.power_kw += generates ? -load.power_kw : load.power_kw;
    of.reactive_kvar += load.reactive_kvar;
  }
}

std::string zone_of(BusId bus, const DistributionNetwork& network) {
  return network.zone(bus) ? network.zone_name(network.zone(bus)) : std::string{};
}

std::vector<BusState> bus_states(const DistributionNetwork& network, const FeederDemand& demand,
                                 const power_flow::RadialPowerFlow& flow) {
  std::vector<BusState> states;
  for (std::size_t i = 0; i < network.bus_count(); ++i) {
    const BusId bus = bus_at(i);
    states.push_back({.name = network.bus_name(bus),
                      .zone = zone_of(bus, network),
                      .load_kw = demand.active_kw[i],
                      .load_kvar = demand.reactive_kvar[i],
                      .voltage_pu = flow.voltage_pu(bus),
                      .angle_degree = flow.angle_degree(bus)});
  }
  return states;
}

std::vector<BranchState> branch_states(const DistributionNetwork& network,
                                       const power_flow::RadialPowerFlow& flow) {
  std::vector<BranchState> states;
  for (std::size_t i = 0; i < network.line_count(); ++i) {
    const LineId line = line_at(i);
    const power_flow::BranchFlow branch = flow_to(network.far_bus(line), flow);
    const double rating_kva = network.ratings_kva()[i];
    BranchState state{.name = network.line_name(line),
                      .near_bus = network.bus_name(network.near_bus(line)),
                      .far_bus = network.bus_name(network.far_bus(line)),
                      .power_kw = branch.near_kw,
                      .reactive_kvar = branch.near_kvar,
                      .losses_kw = branch.losses_kw(),
                      .loading_percent = {}};
    if (rating_kva > 0) state.loading_percent = 100 * branch.loading_kva / rating_kva;
    states.push_back(std::move(state));
  }
  return states;
}

std::optional<std::size_t> most_loaded_of(const std::vector<BranchState>& branches) {
  std::optional<std::size_t> most;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (!branches[i].loading_percent) continue;
    if (!most || *branches[i].loading_percent > *branches[*most].loading_percent) most = i;
  }
  return most;
}

void solve(const DistributionNetwork& network, const FeederDemand& demand, NetworkReport& report) {
  power_flow::RadialPowerFlow flow{network};
  const power_flow::SolverOutcome outcome = flow.solve({.power = demand.powers()});
  if (!outcome.converged) {
    report.failure = fmt::format(
        "does not converge: the voltage at bus '{}' still moves after {} sweeps; the loads are "
        "more "
        "than the lines can carry, or a number is in another unit",
        network.bus_name(outcome.worst_bus), outcome.sweeps);
    return;
  }
  const power_flow::NetworkFlow all = network_flow(flow);
  Solution solution{.sweeps = outcome.sweeps,
                    .source_kw = all.source_kw,
                    .source_kvar = all.source_kvar,
                    .losses_kw = all.losses_kw,
                    .losses_kvar = all.losses_kvar,
                    .buses = bus_states(network, demand, flow),
                    .branches = branch_states(network, flow),
                    .most_loaded = {}};
  const auto [lowest, highest] =
      std::ranges::minmax_element(solution.buses, {}, &BusState::voltage_pu);
  solution.lowest = static_cast<std::size_t>(lowest - solution.buses.begin());
  solution.highest = static_cast<std::size_t>(highest - solution.buses.begin());
  solution.most_loaded = most_loaded_of(solution.branches);
  report.solution = std::move(solution);
}

}  // namespace

NetworkReport inspect(const FeederDescription& feeder, const DistributionNetwork& network) {
  const FeederDemand demand{feeder, network};
  NetworkReport report;
  report.name = feeder.name;
  report.root = feeder.root;
  report.base_kv = feeder.base_kv;
  report.source_voltage_pu = feeder.source_voltage_pu;
  count_elements(feeder, report);
  for (std::size_t i = 0; i < network.bus_count(); ++i) {
    report.most_hops = std::max(report.most_hops, network.depth(bus_at(i)));
  }
  report.ratios = ratios_of(feeder);
  report.zones = zones_of(network, demand);
  count_loads(feeder, report);
  report.notes = feeder.notes;
  report.suspicions = suspicions(feeder);
  solve(network, demand, report);
  solve_by_phase(feeder, network, report);
  return report;
}

}  // namespace peerwatt::inspection
