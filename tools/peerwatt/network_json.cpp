#include <nlohmann/json.hpp>

#include "tools/peerwatt/network_report_output.hpp"

namespace peerwatt::tools {
namespace {

using Json = nlohmann::ordered_json;
using inspection::NetworkReport;

template <class Value>
Json or_null(const std::optional<Value>& value) {
  if (!value) return nullptr;
  return *value;
}

Json loads_json(const inspection::Loads& loads) {
  return {
      {"count", loads.count}, {"power_kw", loads.power_kw}, {"reactive_kvar", loads.reactive_kvar}};
}

Json zones_json(const NetworkReport& report) {
  Json zones = Json::array();
  for (const inspection::Zone& zone : report.zones) {
    zones.push_back({{"zone", zone.name}, {"buses", zone.buses}, {"load_kw", zone.load_kw}});
  }
  return zones;
}

Json buses_json(const inspection::Solution& solution) {
  Json buses = Json::array();
  for (const inspection::BusState& bus : solution.buses) {
    buses.push_back({{"bus", bus.name},
                     {"zone", bus.zone},
                     {"load_kw", bus.load_kw},
                     {"load_kvar", bus.load_kvar},
                     {"voltage_pu", bus.voltage_pu},
                     {"angle_degree", bus.angle_degree}});
  }
  return buses;
}

Json branches_json(const inspection::Solution& solution) {
  Json branches = Json::array();
  for (const inspection::BranchState& branch : solution.branches) {
    branches.push_back({{"line", branch.name},
                        {"near_bus", branch.near_bus},
                        {"far_bus", branch.far_bus},
                        {"power_kw", branch.power_kw},
                        {"reactive_kvar", branch.reactive_kvar},
                        {"losses_kw", branch.losses_kw},
                        {"loading_percent", or_null(branch.loading_percent)}});
  }
  return branches;
}

void add_solution(const inspection::Solution& solution, Json& report) {
  const inspection::BusState &low = solution.buses[solution.lowest],
                             &high = solution.buses[solution.highest];
  report["sweeps"] = solution.sweeps;
  report["source_kw"] = solution.source_kw;
  report["source_kvar"] = solution.source_kvar;
  report["losses_kw"] = solution.losses_kw;
  report["losses_kvar"] = solution.losses_kvar;
  report["voltage_min_pu"] = low.voltage_pu;
  report["voltage_min_bus"] = low.name;
  report["voltage_max_pu"] = high.voltage_pu;
  report["voltage_max_bus"] = high.name;
  report["buses"] = buses_json(solution);
  report["lines"] = branches_json(solution);
}

// Beside the balanced numbers, which stay what they are.
void add_phases(const NetworkReport& report, Json& json) {
  if (report.single_phase_loads == 0 || !report.solution) return;
  if (!report.phased) {
    json["by_phase"] = {{"converged", false}, {"failure", report.phased_failure}};
    return;
  }
  const inspection::PhasedSolution& phased = *report.phased;
  Json by_phase{
      {"converged", true},
      {"losses_kw", phased.losses_kw},
      {"voltage_min_pu", phased.buses[phased.lowest.bus].voltage_pu[phased.lowest.phase]},
      {"voltage_max_pu", phased.buses[phased.highest.bus].voltage_pu[phased.highest.phase]},
      {"unbalance_max_percent", phased.buses[phased.most_unbalanced].unbalance_percent}};
  Json& buses = by_phase["buses"] = Json::array();
  for (std::size_t i = 0; i < phased.buses.size(); ++i) {
    const inspection::PhasedBus& bus = phased.buses[i];
    buses.push_back({{"bus", report.solution->buses[i].name},
                     {"voltage_pu", bus.voltage_pu},
                     {"angle_degree", bus.angle_degree},
                     {"unbalance_percent", bus.unbalance_percent}});
  }
  json["by_phase"] = std::move(by_phase);
}

}  // namespace

std::string network_json(const NetworkReport& report) {
  Json json{{"feeder", report.name},
            {"base_kv", report.base_kv},
            {"root", report.root},
            {"source_voltage_pu", report.source_voltage_pu},
            {"bus_count", report.buses},
            {"line_count", report.lines},
            {"transformer_count", report.transformers},
            {"switch_count", report.switches},
            {"most_hops", report.most_hops},
            {"length_km", or_null(report.length_km)},
            {"zones", zones_json(report)},
            {"loads", loads_json(report.loads)},
            {"generators", loads_json(report.generators)},
            {"notes", report.notes},
            {"suspicions", report.suspicions},
            {"converged", report.solution.has_value()}};
  if (report.ratios) {
    json["r_over_x"] = {{"least", report.ratios->least},
                        {"median", report.ratios->median},
                        {"most", report.ratios->most}};
  }
  if (report.solution) {
    add_solution(*report.solution, json);
    add_phases(report, json);
  } else {
    json["failure"] = report.failure;
  }
  return json.dump(2) + '\n';
}

}  // namespace peerwatt::tools
