#pragma once

#include "engine/power_flow/phase_power_flow.hpp"

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

// Feeders for power flow by phase, and a check that shares nothing with the sweeps.
namespace peerwatt::test {

// A source and a bus behind one line, of resistances in positive and zero sequence.
inline network::FeederDescription one_phased_line(double positive_ohm, double zero_ohm) {
  network::FeederDescription feeder = two_buses(positive_ohm, 0);
  feeder.lines[0].zero_sequence_resistance_ohm = zero_ohm;
  feeder.lines[0].zero_sequence_reactance_ohm = 0;
  return feeder;
}

// As any_feeder, with a zero sequence for every line, and some lines that point away from the root
// as transformers with a delta.
inline network::FeederDescription any_phased_feeder(std::mt19937_64& random) {
  network::FeederDescription feeder = any_feeder(random, Extras::kAll);
  std::uniform_real_distribution times{0.5, 4.0}, chance{0.0, 1.0};
  const network::DistributionNetwork network{feeder};
  for (std::uint32_t i = 0; i < feeder.lines.size(); ++i) {
    network::FeederLine& line = feeder.lines[i];
    line.zero_sequence_resistance_ohm = line.resistance_ohm * times(random);
    line.zero_sequence_reactance_ohm = line.reactance_ohm * times(random);
    line.kind = network::LineKind::kLine;
    if (network.is_reversed(LineId{i}) || chance(random) > 0.2) continue;
    line.kind = network::LineKind::kTransformer;
    line.connection = network::Connection::kDeltaWye;
  }
  return feeder;
}

// From voltages of the phases at `from` to those behind the ideal transformer of a line, and what
// its impedance and half a shunt let through; 3 by 3.
using Conductors = std::array<std::array<Complex, 3>, 3>;

// A matrix that has these values for the zero, positive and negative sequence.
inline Conductors of_sequences(Complex zero, Complex positive, Complex negative) {
  Conductors matrix{};
  const Complex a = std::polar(1.0, 2 * std::numbers::pi / 3);
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      matrix[row][column] =
          (zero + positive * std::pow(a, column - row) + negative * std::pow(a, row - column)) /
          3.0;
    }
  }
  return matrix;
}

inline std::array<Complex, 3> times(const Conductors& matrix, const std::array<Complex, 3>& v) {
  std::array<Complex, 3> product{};
  for (int row = 0; row < 3; ++row) {
    for (int k = 0; k < 3; ++k) product[row] += matrix[row][k] * v[k];
  }
  return product;
}

inline Conductors adjoint(const Conductors& matrix) {
  Conductors turned{};
  for (int row = 0; row < 3; ++row) {
    for (int k = 0; k < 3; ++k) turned[row][k] = std::conj(matrix[k][row]);
  }
  return turned;
}

// The power that flows from each phase of each bus into branches and its shunt, kW and kvar as real
// and imaginary part, at the voltages found.
inline std::vector<Complex> phase_powers_into_network(const network::FeederDescription& feeder,
                                                      const network::DistributionNetwork& network,
                                                      const power_flow::PhasePowerFlow& solved) {
  constexpr double kPhaseKva = 1000.0 / 3;
  const double base_ohm = feeder.base_kv * feeder.base_kv;
  std::vector<std::array<Complex, 3>> voltages, currents;
  for (std::uint32_t i = 0; i < network.bus_count(); ++i) {
    std::array<Complex, 3> voltage, current;
    for (std::size_t k = 0; k < 3; ++k) {
      voltage[k] = std::polar(solved.voltage_pu(BusId{i}, k),
                              solved.angle_degree(BusId{i}, k) * std::numbers::pi / 180);
      current[k] =
          voltage[k] * Complex{feeder.buses[i].shunt_kw, feeder.buses[i].shunt_kvar} / 1000.0;
    }
    voltages.push_back(voltage);
    currents.push_back(current);
  }
  for (const network::FeederLine& line : feeder.lines) {
    const std::size_t from = network.find_bus(line.from)->index();
    const std::size_t to = network.find_bus(line.to)->index();
    const Complex shift = std::polar(1.0, -line.phase_shift_degree * std::numbers::pi / 180);
    const bool is_delta = line.connection == network::Connection::kDeltaWye;
    const Conductors turn =
        is_delta ? of_sequences(0, shift, std::conj(shift)) : of_sequences(shift, shift, shift);
    const Complex positive = base_ohm / Complex{line.resistance_ohm, line.reactance_ohm};
    const Complex zero =
        base_ohm / Complex{*line.zero_sequence_resistance_ohm, *line.zero_sequence_reactance_ohm};
    const Complex half = Complex{line.iron_loss_kw, line.charging_kvar} / 2000.0;
    std::array<Complex, 3> difference = times(turn, voltages[from]);
    for (std::size_t k = 0; k < 3; ++k) {
      difference[k] = difference[k] / line.tap_ratio - voltages[to][k];
    }
    const std::array<Complex, 3> through =
        times(of_sequences(zero, positive, positive), difference);
    const std::array<Complex, 3> at_from = times(adjoint(turn), through);
    for (std::size_t k = 0; k < 3; ++k) {
      currents[from][k] += at_from[k] / line.tap_ratio +
                           half * voltages[from][k] / (line.tap_ratio * line.tap_ratio);
      currents[to][k] += half * voltages[to][k] - through[k];
    }
  }
  std::vector<Complex> powers;
  for (std::size_t i = 0; i < voltages.size(); ++i) {
    for (std::size_t k = 0; k < 3; ++k) {
      powers.push_back(voltages[i][k] * std::conj(currents[i][k]) * kPhaseKva);
    }
  }
  return powers;
}

}  // namespace peerwatt::test
