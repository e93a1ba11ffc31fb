#pragma once

#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "engine/network/feeder.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

// Feeders with everything that branches and buses can have, and a check that shares nothing with
// the sweeps: the balance of powers at every bus of the nodal admittance matrix.
namespace peerwatt::test {

using Complex = std::complex<double>;

// A source and a bus behind one line.
inline network::FeederDescription two_buses(double resistance_ohm, double reactance_ohm) {
  network::FeederDescription feeder;
  feeder.name = "two";
  feeder.root = "source";
  feeder.base_kv = 1;  // so that 1 p.u. is 1 ohm and 1000 kVA
  for (const char* name : {"source", "end"}) feeder.buses.push_back({name, "", {}});
  network::FeederLine line;
  line.name = "line";
  line.from = "source";
  line.to = "end";
  line.resistance_ohm = resistance_ohm;
  line.reactance_ohm = reactance_ohm;
  feeder.lines.push_back(line);
  return feeder;
}

enum class Extras { kNone, kAll };

// A random tree of 2 to 40 buses or as many as are wanted, its lines in either direction, with or
// without ratios, shifts, charging, iron losses and shunts.
inline network::FeederDescription any_feeder(std::mt19937_64& random, Extras extras,
                                             int wanted = 0) {
  const auto between = [&](double least, double most) {
    return std::uniform_real_distribution{least, most}(random);
  };
  const auto chance = [&](double p) { return extras == Extras::kAll && between(0, 1) < p; };
  network::FeederDescription feeder;
  feeder.name = "any";
  feeder.root = "b0";
  feeder.base_kv = between(0.2, 20);
  feeder.source_voltage_pu = between(0.95, 1.05);
  feeder.source_angle_degree = chance(0.5) ? between(-180, 180) : 0;
  const double base_ohm = feeder.base_kv * feeder.base_kv;
  const int count = wanted > 0 ? wanted : static_cast<int>(between(2, 40));
  for (int i = 0; i < count; ++i) {
    network::FeederBus bus{"b" + std::to_string(i), "", {}};
    if (chance(0.2)) bus.shunt_kw = between(0, 5);
    if (chance(0.2)) bus.shunt_kvar = between(-20, 20);
    feeder.buses.push_back(bus);
    if (i == 0) continue;
    network::FeederLine line;
    line.name = "l" + std::to_string(i);
    line.from = "b" + std::to_string(static_cast<int>(between(0, i)));
    line.to = bus.name;
    if (between(0, 1) < 0.5) std::swap(line.from, line.to);
    line.resistance_ohm = between(0, 0.02) * base_ohm;
    line.reactance_ohm = between(0, 0.02) * base_ohm;
    if (chance(0.3)) line.tap_ratio = between(0.9, 1.1);
    if (chance(0.2)) line.phase_shift_degree = between(-180, 180);
    if (chance(0.3)) line.charging_kvar = between(-10, 30);
    if (chance(0.2)) line.iron_loss_kw = between(0, 3);
    feeder.lines.push_back(line);
  }
  return feeder;
}

struct Demand {
  std::vector<double> active_kw, reactive_kvar;
  power_flow::Powers powers() const { return {active_kw, reactive_kvar}; }
};

inline Demand any_demand(std::mt19937_64& random, std::size_t buses, double most_kw) {
  Demand demand;
  for (std::size_t i = 0; i < buses; ++i) {
    demand.active_kw.push_back(std::uniform_real_distribution{-most_kw, most_kw}(random));
    demand.reactive_kvar.push_back(
        std::uniform_real_distribution{-most_kw / 2, most_kw / 2}(random));
  }
  return demand;
}

// The power that flows from each bus into branches and its shunt, kW and kvar as real and imaginary
// part, at the voltages found. As MATPOWER's manual has the branch: an ideal transformer of ratio
// t * exp(j * shift) at `from`, then the impedance with half of the charging at each end.
inline std::vector<Complex> powers_into_network(const network::FeederDescription& feeder,
                                                const network::DistributionNetwork& network,
                                                const power_flow::RadialPowerFlow& solved) {
  constexpr double kBaseKva = 1000;
  const double base_ohm = feeder.base_kv * feeder.base_kv * 1000 / kBaseKva;
  std::vector<Complex> voltages, currents;
  for (std::uint32_t i = 0; i < network.bus_count(); ++i) {
    const double angle = solved.angle_degree(BusId{i}) * std::numbers::pi / 180;
    voltages.push_back(std::polar(solved.voltage_pu(BusId{i}), angle));
    const network::FeederBus& bus = feeder.buses[i];
    currents.push_back(voltages[i] * Complex{bus.shunt_kw, bus.shunt_kvar} / kBaseKva);
  }
  for (const network::FeederLine& line : feeder.lines) {
    const std::size_t from = network.find_bus(line.from)->index();
    const std::size_t to = network.find_bus(line.to)->index();
    const Complex series = base_ohm / Complex{line.resistance_ohm, line.reactance_ohm};
    const Complex half = Complex{line.iron_loss_kw, line.charging_kvar} / (2 * kBaseKva);
    const Complex ratio =
        std::polar(line.tap_ratio, line.phase_shift_degree * std::numbers::pi / 180);
    currents[from] += (series + half) / std::norm(ratio) * voltages[from] -
                      series / std::conj(ratio) * voltages[to];
    currents[to] += (series + half) * voltages[to] - series / ratio * voltages[from];
  }
  std::vector<Complex> powers;
  for (std::size_t i = 0; i < voltages.size(); ++i) {
    powers.push_back(voltages[i] * std::conj(currents[i]) * kBaseKva);
  }
  return powers;
}

}  // namespace peerwatt::test
