#include <algorithm>

#include <fmt/format.h>

#include "output/schema/schema.hpp"

#include "tools/peerwatt/labelled_lines.hpp"
#include "tools/peerwatt/network_report_output.hpp"

namespace peerwatt::tools {
namespace {

using inspection::NetworkReport;
using inspection::Solution;

constexpr std::size_t kMostZones = 6;
constexpr double kLeastVoltage = 0.9, kMostVoltage = 1.1;  // what most grid codes allow

std::string size_text(const NetworkReport& report) {
  std::string text = fmt::format("{}, {}, {}", counted(report.buses, "bus", "buses"),
                                 counted(report.lines, "line", "lines"),
                                 counted(report.transformers, "transformer", "transformers"));
  if (report.switches > 0)
    text += ", " + counted(report.switches, "closed switch", "closed switches");
  text += fmt::format("; up to {} from the root",
                      counted(static_cast<std::size_t>(report.most_hops), "line", "lines"));
  return text + (report.length_km ? fmt::format(", {:.4g} km in all", *report.length_km)
                                  : "; lengths not known");
}

std::string zones_text(const NetworkReport& report) {
  std::string text = fmt::format("{}", report.zones.size());
  for (std::size_t i = 0; i < std::min(kMostZones, report.zones.size()); ++i) {
    const inspection::Zone& zone = report.zones[i];
    text += fmt::format("{}{} ({}, {:.6g} kW)", i == 0 ? ": " : ", ", zone.name,
                        counted(zone.buses, "bus", "buses"), zone.load_kw);
  }
  return text + (report.zones.size() > kMostZones ? ", ..." : "");
}

std::string loads_text(const inspection::Loads& loads) {
  return fmt::format("{}: {:.6g} kW, {:.6g} kvar", loads.count, loads.power_kw,
                     loads.reactive_kvar);
}

std::string voltages_text(const Solution& solution) {
  const inspection::BusState &low = solution.buses[solution.lowest],
                             &high = solution.buses[solution.highest];
  const auto outside = std::ranges::count_if(solution.buses, [](const inspection::BusState& bus) {
    return bus.voltage_pu < kLeastVoltage || bus.voltage_pu > kMostVoltage;
  });
  std::string text = fmt::format("lowest {:.5f} p.u. at bus {}, highest {:.5f} p.u. at bus {}",
                                 low.voltage_pu, low.name, high.voltage_pu, high.name);
  if (outside > 0) {
    text += fmt::format("; {} outside of {:.1f} to {:.1f} p.u.",
                        counted(static_cast<std::size_t>(outside), "bus", "buses"), kLeastVoltage,
                        kMostVoltage);
  }
  return text;
}

std::string loading_text(const Solution& solution) {
  if (!solution.most_loaded) return "no line or transformer has a rating";
  const inspection::BranchState& branch = solution.branches[*solution.most_loaded];
  return fmt::format("at most {:.1f} % of a rating, of {} ({} to {})", *branch.loading_percent,
                     branch.name, branch.near_bus, branch.far_bus);
}

void add_solution(const NetworkReport& report, LabelledLines& lines) {
  if (!report.solution) return lines.add("power flow", report.failure);
  const Solution& solution = *report.solution;
  const double part =
      report.loads.power_kw > 0 ? 100 * solution.losses_kw / report.loads.power_kw : 0;
  lines.add("power flow",
            fmt::format("from the source {:.6g} kW, {:.6g} kvar; losses {:.6g} kW ({:.2f} % of the "
                        "loads), {:.6g} kvar; {}",
                        solution.source_kw, solution.source_kvar, solution.losses_kw, part,
                        solution.losses_kvar,
                        counted(static_cast<std::size_t>(solution.sweeps), "sweep", "sweeps")));
  lines.add("voltage", voltages_text(solution));
  lines.add("loading", loading_text(solution));
}

std::string place_text(const NetworkReport& report, const inspection::PhasedPlace& place) {
  return fmt::format("{:.5f} p.u. at bus {}, phase {}",
                     report.phased->buses[place.bus].voltage_pu[place.phase],
                     report.solution->buses[place.bus].name, output::kPhaseNames.at(place.phase));
}

// With each load on its own phase, beside the balanced state of the same loads.
void add_phases(const NetworkReport& report, LabelledLines& lines) {
  if (report.single_phase_loads == 0 || !report.solution) return;
  if (!report.phased) return lines.add("by phase", report.phased_failure);
  const inspection::PhasedSolution& phased = *report.phased;
  const std::size_t bus = phased.most_unbalanced;
  lines.add(
      "by phase",
      fmt::format(
          "{} on one phase: losses {:.6g} kW ({:.2f} times the balanced); lowest {}, "
          "highest {}; unbalance up to {:.2f} % (bus {}); {}",
          counted(report.single_phase_loads, "load", "loads"), phased.losses_kw,
          report.solution->losses_kw > 0 ? phased.losses_kw / report.solution->losses_kw : 1.0,
          place_text(report, phased.lowest), place_text(report, phased.highest),
          phased.buses[bus].unbalance_percent, report.solution->buses[bus].name,
          counted(static_cast<std::size_t>(phased.sweeps), "sweep", "sweeps")));
}

}  // namespace

std::string network_text(const NetworkReport& report, std::size_t width) {
  LabelledLines lines{width};
  lines.add("feeder", fmt::format("{}, {:.6g} kV, root {} at {:.6g} p.u.",
                                  report.name.empty() ? "(no name)" : report.name, report.base_kv,
                                  report.root, report.source_voltage_pu));
  lines.add("size", size_text(report));
  lines.add("zones", zones_text(report));
  if (report.ratios) {
    lines.add("R/X", fmt::format("{:.3g} to {:.3g}, median {:.3g}", report.ratios->least,
                                 report.ratios->most, report.ratios->median));
  }
  lines.add("loads", loads_text(report.loads));
  if (report.generators.count > 0) {
    lines.add("generators",
              fmt::format("{}: {:.6g} kW fed in, {:.6g} kvar drawn", report.generators.count,
                          report.generators.power_kw, report.generators.reactive_kvar));
  }
  add_solution(report, lines);
  add_phases(report, lines);
  for (const std::string& note : report.notes) lines.add("note", note);
  for (const std::string& suspicion : report.suspicions) lines.add("suspicious", suspicion);
  return lines.take();
}

}  // namespace peerwatt::tools
