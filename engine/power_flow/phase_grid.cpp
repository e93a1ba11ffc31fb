#include "engine/power_flow/phase_grid.hpp"

#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/core/diagnostics.hpp"
#include "engine/core/portable_math.hpp"

namespace peerwatt::power_flow {
namespace {

using network::Connection;
using network::DistributionNetwork;
using network::LineKind;

// An odd multiple of 30 degrees, as deltas and zigzags turn.
bool is_turned_by_delta(double shift_degree) {
  return std::fabs(std::remainder(shift_degree - 30, 60)) < 1e-9;
}

bool is_transformer(const DistributionNetwork& network, LineId line) {
  return network.line_kinds()[line.index()] == LineKind::kTransformer;
}

// Whatever is no transformer lets everything pass.
Connection connection_of(const DistributionNetwork& network, LineId line) {
  const Connection given = network.connections()[line.index()];
  if (!is_transformer(network, line)) return Connection::kWyeWye;
  if (given != Connection::kByShift) return given;
  return is_turned_by_delta(network.phase_shifts_degree()[line.index()]) ? Connection::kDeltaWye
                                                                         : Connection::kWyeWye;
}

// Why a transformer is not among those that can be computed; empty where it is.
std::string obstacle(const DistributionNetwork& network, LineId line) {
  const Connection connection = connection_of(network, line);
  if (connection == Connection::kNoNeutral) {
    return "there is no neutral behind it, so that nothing can be connected to one phase";
  }
  if (connection == Connection::kDeltaWye && network.is_reversed(line)) {
    return "its delta is at the end away from the root, where there is no neutral";
  }
  if (connection == Connection::kWyeWye && is_transformer(network, line) &&
      network.phase_shifts_degree()[line.index()] != 0) {
    return fmt::format("two stars with a shift of {:.6g} degrees are not computed",
                       network.phase_shifts_degree()[line.index()]);
  }
  return "";
}

void refuse_what_cannot_be(const DistributionNetwork& network) {
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < network.line_count(); ++i) {
    const std::string why = obstacle(network, LineId{i});
    if (why.empty()) continue;
    diagnostics.add(network.position(LineId{i}),
                    fmt::format("transformer '{}': {} (choose a balanced power flow)",
                                network.line_name(LineId{i}), why));
  }
  for (std::uint32_t i = 0; i < network.bus_count(); ++i) {
    if (network.held_voltages_pu()[i] == 0 || BusId{i} == network.root()) continue;
    diagnostics.add(network.position(BusId{i}),
                    fmt::format("bus '{}': a generator holds its voltage, which is not "
                                "computed by phase (choose a balanced power flow)",
                                network.bus_name(BusId{i})));
  }
  const std::optional<Diagnostic> unknown = network.unknown_zero_sequence();
  if (unknown) diagnostics.add(unknown->position, unknown->message);
  diagnostics.throw_if_any();
}

}  // namespace

bool is_delta(const DistributionNetwork& network, LineId line) {
  return connection_of(network, line) == Connection::kDeltaWye;
}

PhaseGrid::PhaseGrid(const DistributionNetwork& network)
    : balanced{network}, mutual_resistance(balanced.size()), mutual_reactance(balanced.size()) {
  refuse_what_cannot_be(network);
  const auto r0 = network.zero_sequence_resistances_ohm();
  const auto x0 = network.zero_sequence_reactances_ohm();
  const double base_ohm = network.base_kv() * network.base_kv() * 1000 / balanced.base_kva;
  for (std::uint32_t n = 1; n < balanced.size(); ++n) {
    const LineId line = balanced.lines[n];
    const double inverse = balanced.inverse_ratio[n];
    // Referred to behind the ideal transformer, as the grid's impedances are.
    const double square = network.is_reversed(line) ? inverse * inverse : 1;
    mutual_resistance[n] = (r0[line.index()] / base_ohm * square - balanced.resistance[n]) / 3;
    mutual_reactance[n] = (x0[line.index()] / base_ohm * square - balanced.reactance[n]) / 3;
    if (!is_delta(network, line)) continue;
    const double twice = 2 * network.phase_shifts_degree()[line.index()] * std::numbers::pi / 180;
    deltas.push_back({n, {portable::cos(twice), portable::sin(twice)}});
  }
}

}  // namespace peerwatt::power_flow
