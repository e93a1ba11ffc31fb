#include "tools/inspection/network_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include <fmt/format.h>

namespace peerwatt::inspection {
namespace {

using network::DistributionNetwork;
using network::LineKind;

constexpr double kWidth = 1000, kMargin = 40, kHead = 70, kRow = 22;
constexpr std::size_t kMostNames = 60;  // buses that have their names beside them

struct Place {
  double x = 0;
  double y = 0;
};

double distance(BusId bus, const DistributionNetwork& network) {
  return network.has_lengths() ? network.km_from_root(bus)
                               : static_cast<double>(network.depth(bus));
}

// Leaves have rows of their own, in preorder; a bus stands in the middle of its first and last
// child.
std::vector<double> rows_of(const DistributionNetwork& network, double& rows) {
  const std::size_t count = network.bus_count();
  std::vector<BusId> preorder(count);
  for (const BusId bus : network.breadth_first_order()) preorder[network.preorder(bus)] = bus;
  std::vector<double> first(count, -1), last(count, -1);
  rows = 0;
  for (std::size_t i = count; i-- > 0;) {
    const BusId at = preorder[i];
    const std::size_t bus = at.index();
    if (first[bus] < 0) first[bus] = last[bus] = rows++;
    if (at == network.root()) continue;
    const std::size_t parent = network.parent(at).index();
    const double row = (first[bus] + last[bus]) / 2;
    if (first[parent] < 0) first[parent] = row;
    last[parent] = row;
  }
  std::vector<double> middle;
  for (std::size_t i = 0; i < first.size(); ++i) middle.push_back((first[i] + last[i]) / 2);
  return middle;
}

std::vector<Place> places_of(const DistributionNetwork& network, double& height) {
  double rows = 0, farthest = 0;
  const std::vector<double> middle = rows_of(network, rows);
  for (const BusId bus : network.breadth_first_order()) {
    farthest = std::max(farthest, distance(bus, network));
  }
  std::vector<Place> places(middle.size());
  for (const BusId bus : network.breadth_first_order()) {
    const double part = farthest > 0 ? distance(bus, network) / farthest : 0;
    places[bus.index()] = {kMargin + part * (kWidth - 4 * kMargin),
                           kHead + (rows - 1 - middle[bus.index()]) * kRow};
  }
  height = kHead + rows * kRow + kMargin;
  return places;
}

// From red (0.9 p.u. and less) by grey (1) to blue (1.1 and more).
std::string colour_of(double voltage_pu) {
  const double off = std::clamp((voltage_pu - 1) / 0.1, -1.0, 1.0);
  const auto mixed = [&](int from, int to) {
    return static_cast<int>(std::lround(from + (to - from) * std::abs(off)));
  };
  return off < 0
             ? fmt::format("#{:02x}{:02x}{:02x}", mixed(136, 205), mixed(136, 32), mixed(136, 32))
             : fmt::format("#{:02x}{:02x}{:02x}", mixed(136, 30), mixed(136, 80), mixed(136, 210));
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else {
      safe += c;
    }
  }
  return safe;
}

void draw_lines(const DistributionNetwork& network, const std::vector<Place>& places,
                const NetworkReport& report, std::string& svg) {
  for (std::uint32_t i = 0; i < network.line_count(); ++i) {
    const Place from = places[network.near_bus(LineId{i}).index()];
    const Place to = places[network.far_bus(LineId{i}).index()];
    const LineKind kind = network.line_kinds()[i];
    double width = 1.5;
    std::string about = network.line_name(LineId{i});
    if (report.solution) {
      const BranchState& branch = report.solution->branches[i];
      about += fmt::format(": {:.4g} kW, {:.4g} kvar, {:.3g} kW lost", branch.power_kw,
                           branch.reactive_kvar, branch.losses_kw);
      if (branch.loading_percent) {
        width = 1 + 5 * std::min(1.0, *branch.loading_percent / 100);
        about += fmt::format(", {:.1f} % of the rating", *branch.loading_percent);
      }
    }
    fmt::format_to(std::back_inserter(svg),
                   "<path d=\"M{:.1f} {:.1f}V{:.1f}H{:.1f}\" fill=\"none\" stroke=\"{}\" "
                   "stroke-width=\"{:.1f}\"{}><title>{}</title></path>\n",
                   from.x, from.y, to.y, to.x,
                   kind == LineKind::kTransformer ? "#b8860b" : "#555555", width,
                   kind == LineKind::kSwitch ? " stroke-dasharray=\"4 3\"" : "", escaped(about));
  }
}

void draw_buses(const DistributionNetwork& network, const std::vector<Place>& places,
                const NetworkReport& report, std::string& svg) {
  for (std::uint32_t i = 0; i < network.bus_count(); ++i) {
    std::string about = network.bus_name(BusId{i});
    std::string colour = "#888888";
    double radius = 3;
    if (report.solution) {
      const BusState& bus = report.solution->buses[i];
      about += fmt::format(": {:.4f} p.u., {:.3f} degrees, load {:.4g} kW", bus.voltage_pu,
                           bus.angle_degree, bus.load_kw);
      colour = colour_of(bus.voltage_pu);
      if (bus.load_kw != 0) radius = 5;
    }
    fmt::format_to(std::back_inserter(svg),
                   "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\"><title>{}</title>"
                   "</circle>\n",
                   places[i].x, places[i].y, radius, colour, escaped(about));
    if (network.bus_count() > kMostNames) continue;
    fmt::format_to(std::back_inserter(svg), "<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                   places[i].x + 7, places[i].y - 4, escaped(network.bus_name(BusId{i})));
  }
}

std::string caption(const DistributionNetwork& network, const NetworkReport& report) {
  const std::string across = network.has_lengths() ? "to the right: km from the root"
                                                   : "to the right: lines from the root";
  if (!report.solution) return across + "; no power flow";
  const Solution& solution = *report.solution;
  return fmt::format(
      "{}; colour: voltage, red 0.9, grey 1, blue 1.1 p.u. ({:.4f} to {:.4f}); width: loading; "
      "losses {:.4g} kW",
      across, solution.buses[solution.lowest].voltage_pu,
      solution.buses[solution.highest].voltage_pu, solution.losses_kw);
}

}  // namespace

std::string network_svg(const DistributionNetwork& network, const NetworkReport& report) {
  double height = 0;
  const std::vector<Place> places = places_of(network, height);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1:.0f}\" width=\"{0}\" "
      "height=\"{1:.0f}\" font-family=\"sans-serif\" font-size=\"11\">\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
      "<text x=\"{2}\" y=\"24\" font-size=\"16\">{3}: {4} buses, {5:.4g} kV</text>\n"
      "<text x=\"{2}\" y=\"44\">{6}</text>\n",
      kWidth, height, kMargin, escaped(report.name), report.buses, report.base_kv,
      caption(network, report));
  draw_lines(network, places, report, svg);
  draw_buses(network, places, report, svg);
  return svg + "</svg>\n";
}

}  // namespace peerwatt::inspection
